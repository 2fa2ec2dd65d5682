package io.quipu.tokenizer.shard;

import io.quipu.core.table.Table;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** The table of shard formats. A new one is a new row. */
public final class ShardFormats {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*"); // also a folder

  private static final Table<ShardFormat<?>> TABLE =
      Table.open("shard format", service(), List.of(new MegatronFormat()), ShardFormats::name);

  private ShardFormats() {}

  public static Table<ShardFormat<?>> table() {
    return TABLE;
  }

  /**
   * Starts a shard of a format.
   *
   * @param options of the format's own record
   * @throws ClassCastException if they are of another format
   */
  public static <O extends Record> ShardWriter write(
      ShardFormat<O> format, Record options, ShardVocabulary vocabulary, ShardOutputs outputs)
      throws IOException {
    @SuppressWarnings("unchecked") // the class of an O
    Class<O> type = (Class<O>) format.defaults().getClass();
    return format.write(type.cast(options), vocabulary, outputs);
  }

  private static String name(ShardFormat<?> format) {
    if (!NAME.matcher(format.name()).matches()) {
      throw new IllegalArgumentException(
          format.getClass().getName() + ": a format is named in lower_snake, not " + format.name());
    }
    return format.name();
  }

  @SuppressWarnings("unchecked") // a service of the raw class is a format of some options
  private static Class<ShardFormat<?>> service() {
    return (Class<ShardFormat<?>>) (Class<?>) ShardFormat.class;
  }
}
