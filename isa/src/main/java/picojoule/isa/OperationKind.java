package picojoule.isa;

/** What an operation of a program computes, as reports name it. */
public enum OperationKind {
  EMBEDDING,
  NORM,
  PROJECTION,
  ROPE,
  KV_APPEND,
  ATTENTION_SCORE,
  SOFTMAX,
  ATTENTION_VALUE,
  GATE,
  RESIDUAL;

  /** Whether it runs on the PE array. */
  public boolean isGemm() {
    return this == PROJECTION || this == ATTENTION_SCORE || this == ATTENTION_VALUE;
  }
}
