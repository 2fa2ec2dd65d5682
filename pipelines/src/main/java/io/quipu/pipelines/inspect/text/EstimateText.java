package io.quipu.pipelines.inspect.text;

import static io.quipu.pipelines.inspect.text.Numbers.format;
import static io.quipu.pipelines.inspect.text.Numbers.size;
import static io.quipu.pipelines.inspect.text.Numbers.time;

import io.quipu.pipelines.inspect.facts.EstimateFacts;
import io.quipu.pipelines.inspect.facts.EstimateFacts.NothingRead;
import io.quipu.pipelines.inspect.facts.EstimateFacts.Scaled;
import java.util.List;

/** What a run will cost, in rounded numbers. */
final class EstimateText {

  private EstimateText() {}

  static List<String> lines(EstimateFacts facts) {
    if (facts instanceof Scaled scaled) {
      return lines(scaled);
    }
    return List.of(
        facts instanceof NothingRead none
            ? none.run()
                + " has read no input of source "
                + none.source()
                + "; 'quipu run RECIPE --limit N' measures one of each."
            : "'quipu run RECIPE --limit N' measures a sample.");
  }

  private static List<String> lines(Scaled e) {
    String perToken =
        Numbers.orEmpty("; and twice %.1f bytes for every token of the shards", e.bytesPerToken());
    return List.of(
        format(
            "measured on %s: %s read in %s of CPU; to be read are %s",
            e.run(), size(e.readBytes()), time(e.readSeconds()), size(e.missingBytes())),
        "CPU   about " + time(e.seconds()),
        "disk  about " + size(e.diskBytes()) + " of part files" + perToken,
        "Each source scaled by its stored bytes, weighted by its part files; a larger sample is"
            + " better.");
  }
}
