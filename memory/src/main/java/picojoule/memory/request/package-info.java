/** What a component that moves data says to a memory; it belongs to neither side. */
package picojoule.memory.request;
