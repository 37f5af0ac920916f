/**
 * Where the KV cache lives beside off-package memory, and what moves it: {@code ratio} is the
 * published token-ratio model to the last digit, the other packages are our paged one.
 */
package picojoule.memory.kv;
