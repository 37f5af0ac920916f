/** Number formats: what a pattern of bits means, to the bit. */
package picojoule.isa.number;
