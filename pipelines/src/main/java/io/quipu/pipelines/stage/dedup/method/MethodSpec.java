package io.quipu.pipelines.stage.dedup.method;

/** The keys of a dedup method in a recipe: a record, of the type that the method's row names. */
public interface MethodSpec {

  /** The key that names the method in a recipe. */
  String key();

  /** A copy with fixed values for the keys that signatures do not depend on. */
  default MethodSpec signing() {
    return this;
  }

  /** Method and main keys in a few words, for the report of a plan. */
  default String brief() {
    return key();
  }
}
