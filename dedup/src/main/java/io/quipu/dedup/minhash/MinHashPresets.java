package io.quipu.dedup.minhash;

import io.quipu.core.table.Table;
import java.util.List;

/** The table of MinHash presets; other jars add rows as services of {@link MinHashPreset}. */
public final class MinHashPresets {

  /**
   * The default of datatrove 0.10 (a649de79), with which FineWeb was made but for SHA-1: 5-grams of
   * English words, XXH64, 14 bands of 8.
   */
  public static final MinHashScheme DATATROVE =
      new MinHashScheme(
          new WordShingles(Words.DATATROVE, 5, ShingleHash.XXH64),
          new LinearPermutations(1),
          14,
          8,
          Long.BYTES);

  private static final Table<MinHashPreset> TABLE =
      Table.open(
          "MinHash preset",
          MinHashPreset.class,
          List.of(new Row("datatrove", DATATROVE)),
          MinHashPreset::name);

  private record Row(String name, MinHashScheme scheme) implements MinHashPreset {}

  private MinHashPresets() {}

  /** All rows: Quipu's own, then those of other jars. */
  public static List<MinHashPreset> all() {
    return TABLE.rows();
  }

  /** Names of all presets, sorted. */
  public static List<String> names() {
    return TABLE.names();
  }

  /**
   * The scheme of a preset.
   *
   * @throws IllegalArgumentException if there is none of the name; the message lists the known ones
   */
  public static MinHashScheme scheme(String name) {
    return TABLE.row(name).scheme();
  }
}
