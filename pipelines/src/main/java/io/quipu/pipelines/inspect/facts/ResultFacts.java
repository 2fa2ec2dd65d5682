package io.quipu.pipelines.inspect.facts;

import io.quipu.core.account.PartEntry;
import io.quipu.core.account.StageManifest;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.recipe.FormatUse;
import io.quipu.pipelines.recipe.PublishSpec;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.StoragePath;
import io.quipu.pipelines.work.part.ShardMapRows;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What a run came to, and where to look further.
 *
 * @param work what the user calls the work folder
 * @param shards empty if there are none
 * @param release where the release is; empty if the run was not to publish one
 * @param example a document of a shard, as {@code why} takes it; may be empty
 */
public record ResultFacts(
    String work, Optional<Shards> shards, Optional<String> release, String example) {

  /**
   * @param documents copies counted one by one
   * @param formats names of the formats in which they are written
   */
  public record Shards(long tokens, long documents, int count, List<String> formats) {
    public Shards {
      formats = List.copyOf(formats);
    }
  }

  public static ResultFacts of(RunAccounts run) throws IOException {
    Optional<StageManifest> shards =
        run.leaves(Dataset.SHARDS) ? run.open().manifest(Dataset.SHARDS) : Optional.empty();
    String work = run.open().shownAs();
    PublishSpec publish = run.recipe().publish();
    boolean published = run.leaves(Dataset.in("release"));
    return new ResultFacts(
        work,
        shards.map(s -> shards(s, formats(run))),
        published
            ? Optional.of(publish == null ? child(work, "release") : publish.to())
            : Optional.empty(),
        shards.isPresent() ? example(run, shards.get()) : "");
  }

  private static List<String> formats(RunAccounts run) {
    return run.recipe().shards().formats().stream().map(FormatUse::format).toList();
  }

  private static Shards shards(StageManifest manifest, List<String> formats) {
    long tokens = 0;
    long documents = 0;
    for (PartEntry shard : manifest.parts()) {
      tokens += Long.parseLong(shard.extra().getOrDefault("tokens", "0"));
      documents += Long.parseLong(shard.extra().getOrDefault("documents", "0"));
    }
    return new Shards(tokens, documents, manifest.parts().size(), formats);
  }

  /** Some document of a shard. */
  private static String example(RunAccounts run, StageManifest shards) throws IOException {
    for (PartEntry shard : shards.parts()) {
      String path = StoragePath.child(run.open().folder().folder(Dataset.SHARDS), shard.file());
      try (PartFileReader reader =
          new PartFileReader(path, ShardMapRows.SOURCE, ShardMapRows.KEY)) {
        Row row = reader.newRow();
        if (reader.next(row)) {
          return ShardMapRows.id(row).toString();
        }
      }
    }
    return "";
  }

  private static String child(String folder, String name) {
    return folder.endsWith("/") ? folder + name : folder + "/" + name;
  }
}
