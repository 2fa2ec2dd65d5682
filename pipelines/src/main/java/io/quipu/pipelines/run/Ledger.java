package io.quipu.pipelines.run;

import io.quipu.core.account.PartEntry;
import io.quipu.core.account.StageManifest;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.release.Removals;
import io.quipu.pipelines.work.FileRef;
import io.quipu.pipelines.work.StageFolder;
import io.quipu.pipelines.work.WorkFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The files that the driver knows to be up to date: the parts of the run, and the current files of
 * each. Read from folders only.
 */
public final class Ledger {

  private final WorkFolder work;
  private final SortedMap<String, SortedMap<Dataset, PartEntry>> parts = new TreeMap<>();

  private @Nullable List<Removals.Removal> removals;

  /** The current files of datasets that are not divided by part. */
  private final SortedMap<Dataset, List<PartEntry>> whole = new TreeMap<>();

  public Ledger(WorkFolder work) {
    this.work = work;
  }

  /** All parts, {@code <source>/<name>}, in order. */
  public List<String> parts() {
    return List.copyOf(parts.keySet());
  }

  /** The parts that a stage applies to, in order. */
  public List<String> parts(Stage stage) {
    return parts.keySet().stream().filter(part -> stage.sees(source(part))).toList();
  }

  public static String source(String part) {
    return part.substring(0, part.indexOf('/'));
  }

  public void put(String part, Dataset dataset, PartEntry entry) {
    parts.computeIfAbsent(part, p -> new TreeMap<>()).put(dataset, entry);
  }

  public PartEntry entry(String part, Dataset dataset) {
    PartEntry entry = parts.getOrDefault(part, new TreeMap<>()).get(dataset);
    if (entry == null) {
      throw new IllegalStateException(
          "part " + part + " has no file of " + dataset.name() + " yet");
    }
    return entry;
  }

  public FileRef file(String part, Dataset dataset) {
    return FileRef.of(work.folder(dataset, source(part)), entry(part, dataset));
  }

  /** The existing files of a dataset, by part. */
  public SortedMap<String, PartEntry> find(Dataset dataset, Map<String, String> fingerprintOfPart)
      throws IOException {
    SortedMap<String, Map<String, String>> bySource = new TreeMap<>();
    fingerprintOfPart.forEach(
        (part, fingerprint) ->
            bySource.computeIfAbsent(source(part), s -> new TreeMap<>()).put(part, fingerprint));
    SortedMap<String, PartEntry> found = new TreeMap<>();
    for (Map.Entry<String, Map<String, String>> e : bySource.entrySet()) {
      found.putAll(new StageFolder(work.folder(dataset, e.getKey())).find(e.getValue()));
    }
    return found;
  }

  /**
   * Writes the manifest of a dataset, which makes its files current.
   *
   * @param before the input dataset of each source; null if there is none
   * @throws IllegalStateException if the number of input documents differs from what that dataset
   *     kept; nothing is written then
   */
  public StageManifest commit(
      Dataset dataset, String recipeDigest, Function<String, @Nullable Dataset> before)
      throws IOException {
    StageManifest next = StageManifest.of(dataset.name(), recipeDigest, entries(dataset));
    requireFollowing(dataset, next, before);
    return work.manifests().commit(next);
  }

  /** Checks for every source that all documents kept before came in, and no others. */
  private void requireFollowing(
      Dataset dataset, StageManifest next, Function<String, @Nullable Dataset> before) {
    SortedMap<String, StageManifest> earlier = new TreeMap<>();
    for (String source : new TreeSet<>(parts.keySet().stream().map(Ledger::source).toList())) {
      Dataset previous = before.apply(source);
      if (previous == null) {
        continue;
      }
      StageManifest manifest =
          earlier.computeIfAbsent(
              previous.name(), name -> StageManifest.of(name, "", entries(previous)));
      long kept = manifest.account(source, "documents").kept();
      // every kept record became a document
      long in =
          dataset.equals(Dataset.RECORDS)
              ? next.account(source, "records").kept()
              : next.account(source, "documents").in();
      if (in != kept) {
        throw new IllegalStateException(
            "accounts of stage "
                + dataset.name()
                + " do not follow: of source "
                + source
                + " "
                + in
                + " documents came in, and "
                + previous.name()
                + " kept "
                + kept);
      }
    }
  }

  /** Whether the current manifest of a dataset names exactly the files of this ledger. */
  public boolean committed(Dataset dataset) throws IOException {
    StageManifest current = work.manifests().current(dataset.name()).orElse(null);
    return current != null && current.parts().equals(entries(dataset));
  }

  // ---- datasets that are not divided by part: mixture, shards, evaluation

  /** Records the current entries of a dataset. */
  public void take(Dataset dataset, List<PartEntry> entries) {
    whole.put(dataset, List.copyOf(entries));
  }

  /** The recorded entries of a dataset; empty if there are none. */
  public List<PartEntry> taken(Dataset dataset) {
    return whole.getOrDefault(dataset, List.of());
  }

  /**
   * The single entry of a dataset.
   *
   * @throws IllegalStateException if it is not recorded
   */
  public PartEntry only(Dataset dataset) {
    List<PartEntry> entries = taken(dataset);
    if (entries.isEmpty()) {
      throw new IllegalStateException(dataset.name() + " is not built yet");
    }
    return entries.get(0);
  }

  /** Documents to be left out of the shards. The list can't change while a run holds the lock. */
  public List<Removals.Removal> removals() throws IOException {
    if (removals == null) {
      removals = Removals.read(work);
    }
    return removals;
  }

  /** Records entries, and writes the manifest that names them. */
  public void commit(Dataset dataset, String recipeDigest, List<PartEntry> entries)
      throws IOException {
    take(dataset, entries);
    work.manifests().commit(StageManifest.of(dataset.name(), recipeDigest, entries));
  }

  private List<PartEntry> entries(Dataset dataset) {
    List<PartEntry> entries = new ArrayList<>();
    for (SortedMap<Dataset, PartEntry> files : parts.values()) {
      PartEntry entry = files.get(dataset);
      if (entry != null) {
        entries.add(entry);
      }
    }
    return entries;
  }
}
