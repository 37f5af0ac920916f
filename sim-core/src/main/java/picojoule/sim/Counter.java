package picojoule.sim;

/** A count of what a component did. Only the component that owns it adds to it. */
public final class Counter {

  private final String component;
  private final String action;
  private final String unit;
  private final String description;
  private long value;

  Counter(String component, String action, String unit, String description) {
    this.component = component;
    this.action = action;
    this.unit = unit;
    this.description = description;
  }

  public void add(long count) {
    value += count;
  }

  public long value() {
    return value;
  }

  /** The component that did it, as the price tables name it. */
  public String component() {
    return component;
  }

  /** What it did, as the price tables name it. */
  public String action() {
    return action;
  }

  /** What one count is: {@code MAC}, {@code byte}, {@code command}, … */
  public String unit() {
    return unit;
  }

  public String description() {
    return description;
  }
}
