/** Which pages of the KV cache attention reads at each step. */
package picojoule.memory.kv.access;
