/** Placement studies of the paged cache, at the level of bandwidths. */
package picojoule.memory.kv.study;
