package io.quipu.pipelines.work;

import io.quipu.core.account.PartEntry;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The folder of one kind, stage and source: attempts at parts, from which the whole ones are
 * picked.
 */
public final class StageFolder {

  private final String folder;

  public StageFolder(String folder) {
    this.folder = folder;
  }

  /**
   * For each wanted part that exists, the smallest attempt whose footer can be read.
   *
   * @param wanted part, with its source, to fingerprint
   */
  public SortedMap<String, PartEntry> find(Map<String, String> wanted) throws IOException {
    Map<String, String> partOfName = new TreeMap<>();
    wanted.forEach(
        (part, fingerprint) -> partOfName.put(FileName.of(part, fingerprint, "0").part(), part));
    SortedMap<String, PartEntry> found = new TreeMap<>();
    for (FileName file : all()) {
      String part = partOfName.get(file.part());
      if (part != null && !found.containsKey(part) && file.fingerprint().equals(wanted.get(part))) {
        try {
          PartEntry entry = PartFileReader.readFooter(StoragePath.child(folder, file.toString()));
          if (entry.part().equals(part)) {
            found.put(part, entry);
          }
        } catch (UnreadablePartFile | NoSuchFileException | FileNotFoundException gone) {
          // A file without a readable footer does not exist: the next attempt may. Who looks
          // without
          // the lock may see a file go.
        }
      }
    }
    return found;
  }

  /** All attempts, readable or not, in order. */
  public List<FileName> all() throws IOException {
    List<FileName> names = new ArrayList<>();
    for (Storage.Entry file : Storage.list(folder)) {
      Optional<FileName> name = FileName.parse(file.name());
      name.ifPresent(names::add);
    }
    names.sort(null);
    return names;
  }

  /**
   * Deletes attempts that are not wanted. Files that no attempt has named stay. For the holder of
   * the lock, while no job of it runs.
   *
   * @param keepFiles names of files
   */
  public void deleteLitter(Set<String> keepFiles) throws IOException {
    List<String> litter = new ArrayList<>();
    for (FileName file : all()) {
      if (!keepFiles.contains(file.toString())) {
        litter.add(StoragePath.child(folder, file.toString()));
      }
    }
    Storage.delete(litter);
  }
}
