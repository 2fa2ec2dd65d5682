package io.quipu.pipelines.inspect;

import io.quipu.core.account.PartEntry;
import io.quipu.pipelines.mixture.SourceShare;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.stage.mix.MixtureFile;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A solved mixture, source by source; tokens with an end of document each. */
final class MixtureTable {

  private MixtureTable() {}

  /** What the mixture gives a source. */
  record Share(long unique, double epochs, double wanted, boolean capped, long realised) {}

  /** Of the last run; empty if it came to none. */
  static SortedMap<String, Share> read(OpenWork open) throws IOException {
    SortedMap<String, Share> shares = new TreeMap<>();
    Optional<PartEntry> entry = open.onlyEntry(Dataset.MIXTURE);
    if (entry.isPresent()) {
      MixtureFile.read(open.folder(), entry.get())
          .forEach(
              (source, copies) ->
                  shares.put(
                      source,
                      new Share(
                          copies.unique(),
                          copies.epochs(),
                          copies.wanted(),
                          copies.capped(),
                          copies.realised())));
    }
    return shares;
  }

  /** What the solver gives, before documents are chosen: to a document of each source. */
  static SortedMap<String, Share> solved(SortedMap<String, SourceShare> solved) {
    SortedMap<String, Share> shares = new TreeMap<>();
    solved.forEach(
        (source, share) ->
            shares.put(
                source,
                new Share(
                    share.unique(),
                    share.epochs(),
                    share.wanted(),
                    share.capped(),
                    share.wholeEpochs() * share.unique() + share.fractionTokens())));
    return shares;
  }

  /**
   * @param realisedHead what the tokens are that come of it
   */
  static Table of(SortedMap<String, Share> shares, double maxEpochs, String realisedHead) {
    double wanted = shares.values().stream().mapToDouble(Share::wanted).sum();
    long realised = shares.values().stream().mapToLong(Share::realised).sum();
    Table table =
        new Table()
            .left("source")
            .right("unique")
            .right("asked")
            .right("")
            .right(realisedHead)
            .right("")
            .right("epochs")
            .left("");
    shares.forEach(
        (source, share) -> {
          long missing = Math.round(share.wanted()) - share.realised();
          table.row(
              source,
              share.unique(),
              Math.round(share.wanted()),
              Table.percent(share.wanted(), wanted),
              share.realised(),
              Table.percent(share.realised(), realised),
              epochs(share.epochs()),
              share.capped() && missing > 0
                  ? String.format(Locale.ROOT, "short by %,d: max_epochs is %s", missing, maxEpochs)
                  : "");
        });
    return table;
  }

  static String epochs(double epochs) {
    return String.format(Locale.ROOT, "%.3f", epochs);
  }
}
