package io.quipu.sources.record;

import java.io.IOException;
import java.util.List;

/**
 * A kind of source: knows a format, holds no state, and is shared between threads. One of another
 * jar has a public constructor without parameters and is named in {@code
 * META-INF/services/io.quipu.sources.record.SourceDefinition}.
 *
 * @param <O> the kind's own options: words, numbers, booleans, enums, lists, sets, maps and records
 *     of them. The record's constructor refuses a value that makes no sense with an {@link
 *     IllegalArgumentException} that begins with the name of the component: {@code text must name a
 *     field, not ""}; so a recipe is refused before any data are read.
 */
public interface SourceDefinition<O extends Record> {

  /** Name in recipes, {@code lower_snake}. */
  String kind();

  /** Raised when any output changes. */
  int version();

  /** One line for the catalogue. */
  String summary();

  /** All codes with which {@link Extraction.Skipped} and {@link Extraction.Failed} may end. */
  List<String> reasons();

  /** The options if a recipe sets none; the components are the known keys. */
  O defaults();

  /**
   * Cuts an input into ranges of about {@code targetBytes}, in order and without gaps; {@link
   * Range#ALL} alone when it can't be cut. The ranges' records together are the whole input's. Runs
   * on the driver, and may scan the input.
   *
   * @throws IOException if the file system fails
   */
  List<Range> split(Input input, O options, long targetBytes) throws IOException;

  /**
   * Reads the records that start in a range. Bad data are {@link Extraction.Failed} values.
   *
   * @throws IOException if the file system fails, or the sink does
   */
  void read(Input input, Range range, O options, ReadRequest request, ExtractionSink sink)
      throws IOException;
}
