package io.quipu.sources;

import io.quipu.core.table.Table;
import io.quipu.sources.arxiv.ArxivSource;
import io.quipu.sources.books.BooksSource;
import io.quipu.sources.github.GithubSource;
import io.quipu.sources.jsonl.JsonlSource;
import io.quipu.sources.record.SourceDefinition;
import io.quipu.sources.web.WarcSource;
import io.quipu.sources.wikipedia.WikipediaSource;
import java.util.List;

/** The source kinds, by name: the table of contents of this module. */
public final class SourceKinds {

  private static final List<SourceDefinition<?>> OWN =
      List.of(
          new ArxivSource(),
          new BooksSource(),
          JsonlSource.C4,
          new GithubSource(),
          JsonlSource.JSONL,
          new WarcSource(),
          new WikipediaSource());

  /** Quipu's own kinds, and those of other jars on the class path. */
  public static final Table<SourceDefinition<?>> TABLE =
      Table.open("source kind", rowType(), OWN, SourceDefinition::kind);

  private SourceKinds() {}

  @SuppressWarnings("unchecked") // no class literal has parameters of its own
  private static Class<SourceDefinition<?>> rowType() {
    return (Class<SourceDefinition<?>>) (Class<?>) SourceDefinition.class;
  }
}
