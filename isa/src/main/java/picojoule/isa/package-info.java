/**
 * What a program says: instructions for four decoupled engines, their encoding, and the machine
 * that they are for.
 */
package picojoule.isa;
