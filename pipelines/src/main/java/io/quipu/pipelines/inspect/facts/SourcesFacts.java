package io.quipu.pipelines.inspect.facts;

import io.quipu.core.account.Counts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a run read of each source, and what it kept.
 *
 * @param mixed whether there is a mixture, with a share for every source
 */
public record SourcesFacts(List<Source> sources, boolean mixed) {

  public SourcesFacts {
    sources = List.copyOf(sources);
  }

  /**
   * @param records raw records that were read
   * @param documents that they became
   * @param kept documents after the last stage
   * @param share empty without a mixture
   * @param inShards tokens of all copies in the shards: those of the share without removed ones
   */
  public record Source(
      String name,
      String kind,
      long records,
      long documents,
      long kept,
      Optional<MixtureFacts.Share> share,
      long inShards) {}

  public static SourcesFacts of(RunAccounts run) throws IOException {
    SortedMap<String, MixtureFacts.Share> mixture = MixtureFacts.of(run).shares();
    RemovedFacts removed = RemovedFacts.of(run);
    boolean mixed = !mixture.isEmpty();
    List<Source> sources = new ArrayList<>();
    for (String name : run.sources()) {
      Counts in = run.records(name);
      MixtureFacts.Share share = mixture.getOrDefault(name, MixtureFacts.Share.NONE);
      sources.add(
          new Source(
              name,
              run.recipe().source(name).kind(),
              in.in(),
              in.kept(),
              run.kept(name),
              mixed ? Optional.of(share) : Optional.empty(),
              share.realised() - removed.tokensLeftOut(name)));
    }
    return new SourcesFacts(sources, mixed);
  }

  /** The sums over all sources, of no name or kind; the epochs of its share say nothing. */
  public Source total() {
    long records = 0;
    long documents = 0;
    long kept = 0;
    long unique = 0;
    double wanted = 0;
    long realised = 0;
    long inShards = 0;
    for (Source source : sources) {
      records += source.records();
      documents += source.documents();
      kept += source.kept();
      MixtureFacts.Share share = source.share().orElse(MixtureFacts.Share.NONE);
      unique += share.unique();
      wanted += share.wanted();
      realised += share.realised();
      inShards += source.inShards();
    }
    MixtureFacts.Share all = new MixtureFacts.Share(unique, Double.NaN, wanted, false, realised);
    return new Source(
        "", "", records, documents, kept, mixed ? Optional.of(all) : Optional.empty(), inShards);
  }
}
