/** Links between a machine and memories that are not its own package's. */
package picojoule.memory.link;
