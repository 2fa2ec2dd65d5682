package io.quipu.pipelines.inspect.text;

import io.quipu.pipelines.inspect.facts.NothingKeptFacts;
import io.quipu.pipelines.inspect.facts.NothingKeptFacts.Loss;
import io.quipu.pipelines.inspect.facts.NothingKeptFacts.Source;
import java.util.ArrayList;
import java.util.List;

/** Sources with no kept documents, and what took most of them. */
public final class NothingKeptText {

  private NothingKeptText() {}

  public static List<String> lines(NothingKeptFacts facts) {
    List<String> lines = new ArrayList<>();
    for (Source source : facts.sources()) {
      if (source.losses().isEmpty()) {
        lines.add("Look here: source " + source.name() + " has no records.");
        continue;
      }
      lines.add(
          "Look here: nothing of source "
              + source.name()
              + " was kept: "
              + loss(source.losses().get(0))
              + more(source.losses().size()));
      if (!source.example().isEmpty()) {
        lines.add("  " + ResultText.why(facts.work(), source.example()));
      }
    }
    return lines;
  }

  private static String loss(Loss loss) {
    boolean documents = loss.unit().equals("documents");
    String how = loss.failed() ? " failed" + (documents ? " in " : " with ") : " dropped for ";
    return Numbers.format("%,d of %,d ", loss.count(), loss.of())
        + loss.unit()
        + how
        + loss.reason()
        + (documents ? " by " + loss.stage() : "");
  }

  private static String more(int losses) {
    return switch (losses) {
      case 1 -> ".";
      case 2 -> ", the rest for another reason.";
      default -> ", the rest for " + (losses - 1) + " other reasons.";
    };
  }
}
