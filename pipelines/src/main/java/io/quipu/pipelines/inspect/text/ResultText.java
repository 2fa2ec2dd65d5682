package io.quipu.pipelines.inspect.text;

import io.quipu.pipelines.inspect.facts.ResultFacts;
import java.util.ArrayList;
import java.util.List;

/** What a run came to, and the commands that look further. */
public final class ResultText {

  private ResultText() {}

  public static List<String> lines(ResultFacts facts) {
    List<String> lines = new ArrayList<>();
    facts
        .shards()
        .ifPresent(
            shards ->
                lines.add(
                    Numbers.count(shards.tokens(), "token")
                        + " of "
                        + Numbers.count(shards.documents(), "document")
                        + " in "
                        + Numbers.count(shards.count(), "shard")
                        + " ("
                        + String.join(", ", shards.formats())
                        + ")."));
    facts
        .release()
        .ifPresent(
            release -> {
              lines.add("Released in " + release);
              lines.add("  quipu verify " + release);
            });
    lines.add(
        "  "
            + (facts.example().isEmpty()
                ? "quipu why " + facts.work() + " ID|URL|PLACE"
                : why(facts.work(), facts.example())));
    return lines;
  }

  /** The command that tells of a record. */
  static String why(String work, String name) {
    return "quipu why " + work + " '" + name + "'";
  }
}
