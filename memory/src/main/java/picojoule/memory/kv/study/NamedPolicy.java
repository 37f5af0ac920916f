package picojoule.memory.kv.study;

import picojoule.memory.kv.policy.PolicyKind.PolicyMaker;

/** A policy of a study. */
record NamedPolicy(String name, PolicyMaker maker) {}
