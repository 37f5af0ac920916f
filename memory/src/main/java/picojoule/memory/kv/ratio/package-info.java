/**
 * The token-ratio model of dynamic KV placement as published early (authors' repository
 * fangyunh/Data_Placement_Optimization, March 2025): a step takes as long as the slower of two
 * memories that share its bytes by a ratio.
 */
package picojoule.memory.kv.ratio;
