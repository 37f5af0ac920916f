/** Test vectors for those who build a datapath in hardware. */
package picojoule.explore.rtl;
