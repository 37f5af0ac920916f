/** Placement policies: which memory a page begins in, and what moves it. */
package picojoule.memory.kv.policy;
