/** A memory that costs nothing, to see what a machine would do without one. */
package picojoule.memory.ideal;
