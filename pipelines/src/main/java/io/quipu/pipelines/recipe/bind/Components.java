package io.quipu.pipelines.recipe.bind;

import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/** Reads components of records, of those that a package keeps to itself too. */
public final class Components {

  private Components() {}

  public static @Nullable Object value(RecordComponent component, Record record) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("can't read " + component, e);
    }
  }
}
