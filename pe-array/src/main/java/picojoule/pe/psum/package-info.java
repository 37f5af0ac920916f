/** Partial sums that leave the PE before their reduction is finished. */
package picojoule.pe.psum;
