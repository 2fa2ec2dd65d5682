package io.quipu.pipelines.stage.narrow;

import io.quipu.core.account.PartEntry;
import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SignalSchema;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.pass.PartPass;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Plan;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.plan.StageReads;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.run.RunSpec;
import io.quipu.pipelines.run.Watchdog;
import io.quipu.pipelines.stage.part.PartFingerprint;
import io.quipu.pipelines.work.FileRef;
import io.quipu.pipelines.work.WorkFolder;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Runs adjacent narrow stages over one part. Every document passes through all of them before the
 * next one is read, so that text is decoded and segmented once.
 */
public record NarrowPass(RunSpec context) implements PartPass<NarrowTask> {

  private static final long serialVersionUID = 1L;

  @Override
  public void run(NarrowTask task, KeyedSink out) throws IOException {
    LoadedRun run = context.open();
    try (Part part = new Part(run, task.source(), task.stages(), task.files())) {
      StageReads reads = union(run.plan(), part.stages, task.source());
      try (PartReader reader = new PartReader(task.source(), reads, part.signals, task.files())) {
        while (reader.next(part.state)) {
          part.document();
        }
      }
      part.commit(task.part());
    }
  }

  /**
   * The files to open: all that the stages read, except those that stages of the pass write
   * themselves.
   */
  static StageReads union(Plan plan, List<Stage> stages, String source) {
    Set<Dataset> made = new HashSet<>();
    boolean text = false;
    List<Dataset> edits = new ArrayList<>();
    SortedMap<String, Dataset> signals = new TreeMap<>();
    Dataset previous = null;
    for (Stage stage : stages) {
      StageReads reads = plan.reads(stage, source);
      if (previous == null) {
        previous = reads.previous();
      }
      if (reads.text()) {
        text = true;
        for (Dataset d : reads.edits()) {
          if (!made.contains(d) && !edits.contains(d)) {
            edits.add(d);
          }
        }
      }
      reads
          .signals()
          .forEach(
              (name, d) -> {
                if (!made.contains(d)) {
                  signals.putIfAbsent(name, d);
                }
              });
      made.addAll(stage.writes());
    }
    return new StageReads(text, edits, signals, previous);
  }

  /** The stages that process one part. */
  public static final class Part implements Closeable {
    final List<Stage> stages = new ArrayList<>();
    final Map<String, Signal> signals = new LinkedHashMap<>();
    public final DocumentState state;
    private final LoadedRun run;
    private final String source;
    private final Map<Dataset, FileRef> files;
    private final List<DocumentProcessor> work = new ArrayList<>();

    /**
     * @param files known files of the part; new files are added
     */
    public Part(LoadedRun run, String source, List<String> names, Map<Dataset, FileRef> files)
        throws IOException {
      this.run = run;
      this.source = source;
      this.files = new TreeMap<>(files);
      for (Stage stage : run.plan().stages()) {
        for (Signal signal : run.plan().measures(stage)) {
          signals.putIfAbsent(signal.name(), signal);
        }
        if (names.contains(stage.name())) {
          stages.add(stage);
        }
      }
      state = new DocumentState(new SignalSchema(new ArrayList<>(signals.values())));
      try {
        for (Stage stage : stages) {
          if (stage.kind() instanceof NarrowStage type) {
            work.add(type.open(run, stage));
          }
        }
      } catch (IOException | RuntimeException e) {
        close();
        throw e;
      }
    }

    public void document() throws IOException {
      try (Watchdog.Watch watch = Watchdog.enter(state.alive ? state.id().toString() : null)) {
        for (DocumentProcessor stage : work) {
          stage.document(state);
        }
      }
    }

    /** Adds files written by extract, which later stages need before they commit. */
    public void made(Dataset dataset, PartEntry entry) {
      files.put(dataset, FileRef.of(run.work().folder(dataset, source), entry));
    }

    /**
     * Commits stage after stage: a stage's fingerprint contains the digests of the files of the
     * stage before.
     */
    public void commit(String part) throws IOException {
      String attempt = WorkFolder.newAttempt();
      int i = 0;
      for (Stage stage : stages) {
        if (stage.isStart()) {
          continue;
        }
        String fingerprint = PartFingerprint.of(run, stage, source, files::get);
        work.get(i++).commit(source, part, fingerprint, attempt).forEach(this::made);
      }
    }

    @Override
    public void close() throws IOException {
      for (DocumentProcessor stage : work) {
        stage.close();
      }
    }
  }
}
