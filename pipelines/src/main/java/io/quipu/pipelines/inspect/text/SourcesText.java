package io.quipu.pipelines.inspect.text;

import io.quipu.pipelines.inspect.facts.SourcesFacts;
import io.quipu.pipelines.inspect.facts.SourcesFacts.Source;
import java.util.ArrayList;
import java.util.List;

/** What was read of each source, what was kept, and what the mixture made of it. */
public final class SourcesText {

  private SourcesText() {}

  public static List<String> lines(SourcesFacts facts) {
    Table table =
        new Table()
            .left("source")
            .left("kind")
            .right("records")
            .right("documents")
            .right("kept")
            .right("");
    if (facts.mixed()) {
      table.right("tokens").right("epochs").right("in shards");
    }
    for (Source source : facts.sources()) {
      String epochs = source.share().map(s -> Numbers.epochs(s.realisedEpochs())).orElse("");
      row(table, source.name(), source, epochs);
    }
    if (facts.sources().size() > 1) {
      row(table, "all", facts.total(), "");
    }
    return Sections.of("Sources", table);
  }

  private static void row(Table table, String name, Source source, String epochs) {
    List<Object> row = new ArrayList<>();
    row.add(name);
    row.add(source.kind());
    row.add(source.records());
    row.add(source.documents());
    row.add(source.kept());
    row.add(Numbers.percent(source.kept(), source.documents()));
    source
        .share()
        .ifPresent(
            share -> {
              row.add(share.unique());
              row.add(epochs);
              row.add(source.inShards());
            });
    table.row(row.toArray());
  }
}
