package io.quipu.pipelines.stage;

import io.quipu.core.account.PartEntry;
import io.quipu.core.account.StageManifest;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.work.FileRef;
import io.quipu.pipelines.work.StageFolder;
import io.quipu.pipelines.work.WorkFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the driver knows to exist: the parts of the run, and for each the files that count. Read
 * from folders only.
 */
final class Ledger {

  private final WorkFolder work;
  private final SortedMap<String, SortedMap<Dataset, PartEntry>> parts = new TreeMap<>();

  Ledger(WorkFolder work) {
    this.work = work;
  }

  /** All parts, {@code <source>/<name>}, in order. */
  List<String> parts() {
    return List.copyOf(parts.keySet());
  }

  /** The parts whose documents go through a stage, in order. */
  List<String> parts(Stage stage) {
    return parts.keySet().stream().filter(part -> stage.sees(source(part))).toList();
  }

  static String source(String part) {
    return part.substring(0, part.indexOf('/'));
  }

  void put(String part, Dataset dataset, PartEntry entry) {
    parts.computeIfAbsent(part, p -> new TreeMap<>()).put(dataset, entry);
  }

  PartEntry entry(String part, Dataset dataset) {
    PartEntry entry = parts.getOrDefault(part, new TreeMap<>()).get(dataset);
    if (entry == null) {
      throw new IllegalStateException(
          "part " + part + " has no file of " + dataset.name() + " yet");
    }
    return entry;
  }

  FileRef file(String part, Dataset dataset) {
    return FileRef.of(work.folder(dataset, source(part)), entry(part, dataset));
  }

  /** Looks for files of a dataset, and takes those that are there. */
  SortedMap<String, PartEntry> find(Dataset dataset, Map<String, String> fingerprintOfPart)
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

  /** Writes the manifest of a dataset: what of it counts from now on. */
  StageManifest commit(Dataset dataset, String recipeDigest) throws IOException {
    StageManifest next = StageManifest.of(dataset.name(), recipeDigest, entries(dataset));
    StageManifest current = work.manifests().current(dataset.name()).orElse(null);
    if (current != null
        && current.parts().equals(next.parts())
        && current.recipeDigest().equals(next.recipeDigest())) {
      return current;
    }
    return work.manifests().write(next);
  }

  /** Whether the current manifest of a dataset names what is known to exist, and nothing else. */
  boolean committed(Dataset dataset) throws IOException {
    StageManifest current = work.manifests().current(dataset.name()).orElse(null);
    return current != null && current.parts().equals(entries(dataset));
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
