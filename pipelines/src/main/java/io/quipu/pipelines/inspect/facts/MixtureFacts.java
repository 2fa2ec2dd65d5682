package io.quipu.pipelines.inspect.facts;

import io.quipu.core.account.PartEntry;
import io.quipu.pipelines.mixture.SourceShare;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.stage.mix.MixtureFile;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A solved mixture, source by source; tokens with an end of document each.
 *
 * @param shares by source; empty if there is no mixture
 * @param maxEpochs above which no source is repeated
 */
public record MixtureFacts(SortedMap<String, Share> shares, double maxEpochs) {

  public MixtureFacts {
    shares = Collections.unmodifiableSortedMap(new TreeMap<>(shares));
  }

  /**
   * What the mixture gives a source.
   *
   * @param unique tokens that there are
   * @param epochs that the solver gives; documents are not cut, so the realised ones differ
   * @param wanted tokens that the recipe asks for
   * @param capped whether the most epochs hold it back
   * @param realised tokens of all copies
   */
  public record Share(long unique, double epochs, double wanted, boolean capped, long realised) {

    static final Share NONE = new Share(0, 0, 0, false, 0);

    /** How often a token is seen, of the copies that were chosen; 0 if there are no tokens. */
    public double realisedEpochs() {
      return unique == 0 ? 0 : (double) realised / unique;
    }

    /** What the source falls short of because of the most epochs; 0 if it does not. */
    public long missing() {
      return capped ? Math.max(0, Math.round(wanted) - realised) : 0;
    }
  }

  /** Of the last run; no shares if it did not come to mix. */
  public static MixtureFacts of(RunAccounts run) throws IOException {
    SortedMap<String, Share> shares = new TreeMap<>();
    Optional<PartEntry> entry =
        run.leaves(Dataset.MIXTURE) ? run.open().onlyEntry(Dataset.MIXTURE) : Optional.empty();
    if (entry.isPresent()) {
      MixtureFile.read(run.open().folder(), entry.get())
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
    return new MixtureFacts(shares, run.recipe().mixture().maxEpochs());
  }

  /** What the solver gives, before documents are chosen: to a document of each source. */
  static MixtureFacts solved(SortedMap<String, SourceShare> solved, double maxEpochs) {
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
    return new MixtureFacts(shares, maxEpochs);
  }
}
