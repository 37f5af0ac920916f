/**
 * The systolic array: how many cycles a tile takes under each dataflow, and what moves meanwhile.
 */
package picojoule.pe.array;
