package io.quipu.pipelines.stage.part;

import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Fingerprint;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.plan.StageReads;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.work.FileRef;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Fingerprints of everything that the files of a stage depend on. */
public final class PartFingerprint {

  private PartFingerprint() {}

  /** All except the data: kind, version, and the entry in the recipe. */
  public static String config(LoadedRun run, Stage stage, String source) {
    return stage.kind().name()
        + " "
        + stage.kind().version()
        + " "
        + StageType.of(stage).config(run, stage, source);
  }

  /**
   * Fingerprint of a narrow stage's files of one part.
   *
   * @param files the part's known files
   */
  public static String of(
      LoadedRun run, Stage stage, String source, Function<Dataset, FileRef> files) {
    StageReads reads = run.plan().reads(stage, source);
    SortedMap<String, String> inputs = new TreeMap<>();
    if (reads.text()) {
      inputs.put("text", files.apply(Dataset.DOCUMENTS).rowDigest());
      for (Dataset edits : reads.edits()) {
        inputs.put("edits " + edits.stage(), files.apply(edits).rowDigest());
      }
    }
    for (Dataset signals : new TreeSet<>(reads.signals().values())) {
      inputs.put("signals " + signals.stage(), files.apply(signals).rowDigest());
    }
    Dataset previous = reads.previous();
    if (previous != null) {
      inputs.put("kept", files.apply(previous).keptDigest());
    }
    return Fingerprint.of(config(run, stage, source), inputs);
  }
}
