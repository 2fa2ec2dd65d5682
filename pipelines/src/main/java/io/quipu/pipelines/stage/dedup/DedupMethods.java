package io.quipu.pipelines.stage.dedup;

import io.quipu.core.table.Table;
import io.quipu.pipelines.stage.dedup.exact.ExactMethod;
import io.quipu.pipelines.stage.dedup.method.MethodType;
import io.quipu.pipelines.stage.dedup.minhash.MinHashMethod;
import io.quipu.pipelines.stage.dedup.paragraph.ParagraphMethod;
import java.util.List;

/** The dedup methods, by name. */
public final class DedupMethods {

  private static final Table<MethodType> TABLE =
      Table.open(
          "dedup method",
          MethodType.class,
          List.of(new ExactMethod(), new ParagraphMethod(), new MinHashMethod()),
          MethodType::name);

  private DedupMethods() {}

  public static Table<MethodType> table() {
    return TABLE;
  }
}
