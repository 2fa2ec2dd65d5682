package io.quipu.pipelines.inspect.text;

import io.quipu.pipelines.inspect.facts.RemovedFacts;
import java.util.ArrayList;
import java.util.List;

/** Documents that were removed from the shards, by source. */
public final class RemovedText {

  private RemovedText() {}

  public static List<String> lines(RemovedFacts facts) {
    Table table = new Table().left("source").right("documents").right("tokens");
    facts
        .bySource()
        .forEach((source, removed) -> table.row(source, removed.documents(), removed.tokens()));
    List<String> lines =
        new ArrayList<>(Sections.of("Removed, of the documents kept above", table));
    if (!lines.isEmpty() && !facts.leftOut()) {
      lines.add("  They may still be in the shards: run the recipe again to leave them out.");
    }
    return lines;
  }
}
