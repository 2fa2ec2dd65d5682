package io.quipu.sources;

import io.quipu.sources.arxiv.ArxivSource;
import io.quipu.sources.books.BooksSource;
import io.quipu.sources.github.GithubSource;
import io.quipu.sources.jsonl.JsonlSource;
import io.quipu.sources.record.SourceDefinition;
import io.quipu.sources.web.WarcSource;
import io.quipu.sources.wikipedia.WikipediaSource;
import java.util.List;
import java.util.stream.Collectors;

/** The source kinds, by name: the table of contents of this module. */
public final class SourceKinds {

  private static final List<SourceDefinition> ALL =
      List.of(
          new ArxivSource(),
          new BooksSource(),
          JsonlSource.C4,
          new GithubSource(),
          JsonlSource.JSONL,
          new WarcSource(),
          new WikipediaSource());

  private SourceKinds() {}

  /**
   * @throws IllegalArgumentException if there is no such kind; the message lists those there are
   */
  public static SourceDefinition of(String kind) {
    return ALL.stream()
        .filter(definition -> definition.kind().equals(kind))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown source kind "
                        + kind
                        + "; known kinds: "
                        + ALL.stream()
                            .map(SourceDefinition::kind)
                            .collect(Collectors.joining(", "))));
  }

  /** Ordered by name. */
  public static List<SourceDefinition> all() {
    return ALL;
  }
}
