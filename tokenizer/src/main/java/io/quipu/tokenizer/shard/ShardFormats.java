package io.quipu.tokenizer.shard;

import java.util.List;

/** The table of contents: each layout that shards can be written in. A new one is a new row. */
public final class ShardFormats {

  private static final List<ShardFormat> ALL = List.of(new MegatronFormat());

  private ShardFormats() {}

  public static List<ShardFormat> all() {
    return ALL;
  }

  /**
   * The format of a name.
   *
   * @throws IllegalArgumentException if there is none, naming those there are
   */
  public static ShardFormat of(String name) {
    for (ShardFormat format : ALL) {
      if (format.name().equals(name)) {
        return format;
      }
    }
    throw new IllegalArgumentException(
        "shard format " + name + ": known are " + ALL.stream().map(ShardFormat::name).toList());
  }
}
