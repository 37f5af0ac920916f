/** What a processing element computes, to the bit. */
package picojoule.pe.datapath;
