/** Several memories behind one space of addresses. */
package picojoule.memory.system;
