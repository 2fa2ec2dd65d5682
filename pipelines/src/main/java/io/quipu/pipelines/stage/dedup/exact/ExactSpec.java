package io.quipu.pipelines.stage.dedup.exact;

import io.quipu.pipelines.stage.dedup.method.MethodSpec;

/** Documents with equal text. */
public record ExactSpec() implements MethodSpec {

  static final String KEY = "exact";

  @Override
  public String key() {
    return KEY;
  }
}
