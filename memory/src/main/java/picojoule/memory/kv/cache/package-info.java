/** A paged KV cache: what is kept of a token, pages, and which memory each is in. */
package picojoule.memory.kv.cache;
