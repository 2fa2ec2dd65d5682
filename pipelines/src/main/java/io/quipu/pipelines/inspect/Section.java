package io.quipu.pipelines.inspect;

import io.quipu.pipelines.inspect.facts.RunAccounts;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/**
 * A section of the summary: a class of facts, and how each kind of report shows them. A row of
 * {@link Summary#SECTIONS}; other jars may offer more.
 */
public interface Section {

  /** Unique. */
  String name();

  /** Reads the section of a run; what shows nothing is left out. */
  Content of(RunAccounts run) throws IOException;

  /** Facts, and how they are shown. */
  interface Content {

    Record facts();

    /** Lines with their head, indented below it; none if there is nothing to show. */
    List<String> text();
  }

  /** Reads facts. */
  @FunctionalInterface
  interface Reader<F extends Record> {
    F read(RunAccounts run) throws IOException;
  }

  /**
   * A section of Quipu's own.
   *
   * @param facts the class of facts
   * @param text lines of them
   */
  static <F extends Record> Section of(
      String name, Reader<F> facts, Function<? super F, List<String>> text) {
    return new OfFacts<>(name, facts, text);
  }
}
