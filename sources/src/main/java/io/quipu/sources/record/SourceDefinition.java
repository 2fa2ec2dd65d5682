package io.quipu.sources.record;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;

/** A kind of source: knows a format, holds no state, and is shared between threads. */
public interface SourceDefinition {

  /** Name in recipes, {@code lower_snake}. */
  String kind();

  /** Raised when any output changes. */
  int version();

  /** One line for the catalogue. */
  String summary();

  /** All codes with which {@link Extraction.Skipped} and {@link Extraction.Failed} may end. */
  List<String> reasons();

  /**
   * Keys that {@link ReadOptions#options} may hold, each with its default; an empty default means
   * none.
   */
  SortedMap<String, String> options();

  /**
   * Cuts an input into ranges of about {@code targetBytes}, in order and without gaps; {@link
   * Range#ALL} alone when it can't be cut. The ranges' records together are the whole input's. Runs
   * on the driver, and may scan the input.
   *
   * @throws IOException if the file system fails
   */
  List<Range> split(Input input, long targetBytes) throws IOException;

  /**
   * Reads the records that start in a range. Bad data are {@link Extraction.Failed} values.
   *
   * @throws IOException if the file system fails, or the sink does
   * @throws IllegalArgumentException if an option is unknown or makes no sense
   */
  void read(Input input, Range range, ReadOptions options, ExtractionSink sink) throws IOException;
}
