package io.quipu.pipelines.inspect.text;

import io.quipu.pipelines.inspect.facts.MixtureFacts;
import io.quipu.pipelines.inspect.facts.MixtureFacts.Share;
import java.util.ArrayList;
import java.util.List;

/** A solved mixture, source by source; tokens with an end of document each. */
public final class MixtureText {

  /** Part of the planned epochs by which the realised ones may differ without a note. */
  private static final double UNEXPLAINED = 0.02;

  private MixtureText() {}

  public static List<String> lines(MixtureFacts facts) {
    return Sections.of("Mixture, in tokens", table(facts, "realised"));
  }

  /**
   * @param realisedHead what the tokens are that come of it
   */
  static Table table(MixtureFacts facts, String realisedHead) {
    double wanted = facts.shares().values().stream().mapToDouble(Share::wanted).sum();
    long realised = facts.shares().values().stream().mapToLong(Share::realised).sum();
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
    facts
        .shares()
        .forEach(
            (source, share) ->
                table.row(
                    source,
                    share.unique(),
                    Math.round(share.wanted()),
                    Numbers.percent(share.wanted(), wanted),
                    share.realised(),
                    Numbers.percent(share.realised(), realised),
                    Numbers.epochs(share.realisedEpochs()),
                    notes(share, facts.maxEpochs())));
    return table;
  }

  /** Why a source is not seen as often as the recipe asks. */
  private static String notes(Share share, double maxEpochs) {
    List<String> notes = new ArrayList<>();
    if (share.missing() > 0) {
      notes.add(Numbers.format("short by %,d: max_epochs is %s", share.missing(), maxEpochs));
    }
    if (share.unique() > 0
        && Math.abs(share.realisedEpochs() - share.epochs()) >= UNEXPLAINED * share.epochs()) {
      notes.add(
          Numbers.epochs(share.epochs()) + " epochs planned: a copy is always a complete document");
    }
    return String.join("; ", notes);
  }
}
