package io.quipu.pipelines.stage.publish;

import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.stage.Place;
import io.quipu.pipelines.recipe.stage.StageSpec;
import io.quipu.pipelines.release.Publisher;
import io.quipu.pipelines.release.Release;
import io.quipu.pipelines.run.Ledger;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.evaluate.Gates;
import io.quipu.pipelines.stage.mix.MixtureFile;
import io.quipu.pipelines.stage.part.GlobalStage;
import io.quipu.pipelines.stage.part.GlobalWork;
import io.quipu.pipelines.stage.part.Jobs;
import io.quipu.pipelines.stage.shard.ShardSet;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code publish}: the release. */
public final class PublishType implements GlobalStage {

  @Override
  public String name() {
    return "publish";
  }

  @Override
  public Place place() {
    return Place.END;
  }

  @Override
  public List<String> writes(String name, @Nullable StageSpec spec) {
    return List.of("release");
  }

  @Override
  public GlobalWork open(LoadedRun run, Stage stage, Ledger ledger) {
    return new Work(run, ledger);
  }

  private record Work(LoadedRun run, Ledger ledger) implements GlobalWork {

    /** A release contains the accounts of the manifests, which a run writes first. */
    @Override
    public Optional<Found> check() throws IOException {
      if (!isCommitted()) {
        return Optional.empty();
      }
      boolean published = Publisher.isPublished(release(), ReleaseOf.target(run));
      return Optional.of(published ? new Found(1, 0) : new Found(0, 1));
    }

    private boolean isCommitted() throws IOException {
      for (Stage s : run.plan().stages()) {
        for (Dataset dataset : s.writes()) {
          if (s.isPerPart() && !ledger.committed(dataset)) {
            return false;
          }
        }
      }
      return true;
    }

    @Override
    public long build(Jobs jobs, boolean rebuild) throws IOException {
      List<String> broken = Gates.broken(run, ledger);
      if (!broken.isEmpty()) {
        throw new GateBroken(broken);
      }
      Publisher.Trust trust = rebuild ? Publisher.Trust.NOTHING : Publisher.Trust.SIZES;
      return Publisher.publish(release(), ReleaseOf.target(run), trust) ? 1 : 0;
    }

    @Override
    public Leftovers leftovers() throws IOException {
      return new Leftovers(Publisher.isRelease(ReleaseOf.target(run)), 1, false);
    }

    private Release release() throws IOException {
      return new ReleaseOf(
              run,
              ledger,
              ShardSet.of(ledger),
              MixtureFile.read(run.work(), ledger.only(Dataset.MIXTURE)),
              ledger.removals())
          .release();
    }
  }
}
