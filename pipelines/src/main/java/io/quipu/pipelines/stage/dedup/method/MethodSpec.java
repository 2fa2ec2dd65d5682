package io.quipu.pipelines.stage.dedup.method;

/** What a recipe says of a dedup method: a record, of the type that the method's row names. */
public interface MethodSpec {

  /** The key that names the method in a recipe. */
  String key();

  /** The same with fixed values for the keys that no signature depends on. */
  default MethodSpec signing() {
    return this;
  }

  /** Method and main keys in a few words, for the report of a plan. */
  default String brief() {
    return key();
  }
}
