package io.quipu.pipelines.cli;

import io.quipu.core.account.PartEntry;
import io.quipu.core.account.StageManifest;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.recipe.PublishSpec;
import io.quipu.pipelines.release.NoRelease;
import io.quipu.pipelines.release.PublishedRelease;
import io.quipu.pipelines.release.Publisher;
import io.quipu.pipelines.release.Release;
import io.quipu.pipelines.run.LastRun;
import io.quipu.pipelines.stage.shard.ShardSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quipu publish}: brings the release of a work folder to one more place. */
@Command(
    name = "publish",
    description = {
      "Publish the release of a work folder to one more place.",
      "It must be what the last run made: a release that a gate stopped is not published here"
          + " either."
    })
final class PublishCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(paramLabel = "WORK", description = "Work folder, or its URI.")
  private String work = "";

  @Option(
      names = "--to",
      paramLabel = "URI",
      required = true,
      description = "Folder, or URI of a folder.")
  private String to = "";

  PublishCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    LastRun open = Works.open(work);
    PublishSpec spec = open.plan().recipe().publish();
    String from = spec == null ? open.folder().path("release") : spec.to();
    Release release;
    try {
      release = PublishedRelease.read(from);
    } catch (NoRelease e) {
      throw new CommandException(
          "no whole release to publish: " + e.getMessage() + "; 'quipu run' makes the release");
    }
    if (!digests(release).equals(digests(open))) {
      throw new VerificationFailed(
          from
              + " is not of the shards that "
              + work
              + " has now; run the recipe again, and see whether a gate stops it");
    }
    Publisher.checkTarget(to);
    boolean written = Publisher.publish(ofShards(release, open), to, Publisher.Trust.DIGESTS);
    console.out().println(to + (written ? ": published" : ": holds this release already"));
    return Quipu.DONE;
  }

  /** The same release, of the work folder's shards: a published file may be damaged. */
  private static Release ofShards(Release release, LastRun open) throws IOException {
    Map<String, String> paths = new TreeMap<>();
    for (PartEntry shard : shards(open)) {
      for (ShardSet.File file : ShardSet.files(shard)) {
        paths.put(file.sha256(), ShardSet.path(open.folder(), file.name()));
      }
    }
    List<Release.ReleaseFile> files = new ArrayList<>();
    for (Release.ReleaseFile file : release.files()) {
      String path = paths.getOrDefault(file.sha256(), file.path());
      files.add(new Release.ReleaseFile(file.name(), path, file.size(), file.sha256()));
    }
    return new Release(release.name(), files, release.recipe(), release.manifest(), release.card());
  }

  private static Set<String> digests(Release release) {
    return release.files().stream()
        .map(Release.ReleaseFile::sha256)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> digests(LastRun open) throws IOException {
    Set<String> digests = new TreeSet<>();
    for (PartEntry shard : shards(open)) {
      ShardSet.files(shard).forEach(file -> digests.add(file.sha256()));
    }
    return digests;
  }

  private static List<PartEntry> shards(LastRun open) throws IOException {
    return open.manifest(Dataset.SHARDS).map(StageManifest::parts).orElse(List.of());
  }
}
