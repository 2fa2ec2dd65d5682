package io.quipu.pipelines.recipe.stage;

import io.quipu.core.table.Table;
import java.util.ServiceLoader;

/**
 * The table of the kinds of stage. Whoever takes a run through its stages holds it, and offers it
 * here as a service, so that recipes and plans need not know how a stage is made.
 */
public interface StageKinds {

  Table<? extends StageKind> table();

  /** The one table of this JVM. */
  static Table<? extends StageKind> all() {
    return Holder.TABLE;
  }

  /** Loads the table on first use. */
  final class Holder {
    private static final Table<? extends StageKind> TABLE =
        ServiceLoader.load(StageKinds.class, StageKinds.class.getClassLoader())
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no table of stages on the class path"))
            .table();

    private Holder() {}
  }
}
