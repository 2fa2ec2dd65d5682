package io.quipu.filters.pii;

/** A kind of personal datum that {@link PiiScanner} finds. */
public enum PiiKind {
  EMAIL("email"),
  IP("ip"),
  PHONE("phone");

  private final String reason;
  private final String tag;

  PiiKind(String reason) {
    this.reason = reason;
    this.tag = "[" + name() + "]";
  }

  /** Code of an edit that masks it. */
  public String reason() {
    return reason;
  }

  /** What a mask puts in its place; depends on the kind only. */
  public String tag() {
    return tag;
  }
}
