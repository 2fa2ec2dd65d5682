package io.quipu.pipelines.stage.part;

import io.quipu.core.account.PartEntry;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.Ledger;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.work.StageFolder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A global stage that writes one file. */
public abstract class OneFile implements GlobalWork {

  protected final LoadedRun run;
  protected final Stage stage;
  protected final Ledger ledger;
  private final String part;

  /**
   * @param part name of the file's entry
   */
  protected OneFile(LoadedRun run, Stage stage, Ledger ledger, String part) {
    this.run = run;
    this.stage = stage;
    this.ledger = ledger;
    this.part = part;
  }

  /** What the file depends on. */
  protected abstract String fingerprint() throws IOException;

  /** Builds the file. */
  protected abstract PartEntry build(String fingerprint, Jobs jobs) throws IOException;

  private Dataset dataset() {
    return stage.main();
  }

  private @Nullable PartEntry find(String fingerprint) throws IOException {
    return new StageFolder(run.work().folder(dataset())).find(Map.of(part, fingerprint)).get(part);
  }

  @Override
  public Optional<Found> check() throws IOException {
    PartEntry found = find(fingerprint());
    if (found != null) {
      ledger.take(dataset(), List.of(found));
    }
    return Optional.of(found == null ? new Found(0, 1) : new Found(1, 0));
  }

  @Override
  public long build(Jobs jobs, boolean rebuild) throws IOException {
    String fingerprint = fingerprint();
    PartEntry found = find(fingerprint);
    long made = found == null ? 1 : 0;
    if (found == null) {
      jobs.begin(stage.name(), ledger.parts().size());
      found = build(fingerprint, jobs);
    }
    ledger.commit(dataset(), run.context().recipeDigest(), List.of(found));
    return made;
  }

  @Override
  public Leftovers leftovers() throws IOException {
    boolean some = !new StageFolder(run.work().folder(dataset())).all().isEmpty();
    return new Leftovers(some, 1, false);
  }
}
