package io.quipu.pipelines.stage;

import io.quipu.pipelines.work.FileName;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.PartFileWriter;
import io.quipu.pipelines.work.StageFolder;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.UnreadablePartFile;
import io.quipu.pipelines.work.WorkFolder;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Files between the jobs of one stage: written by buckets, read by the next job, gone when the
 * stage is complete. They hold refs, which mean something within the run only. Attempts are told
 * apart as for part files.
 *
 * @param fingerprint of the stage
 */
record Scratch(WorkFolder work, String stage, String fingerprint) implements Serializable {

  private static final String SOURCE = "scratch";

  String folder() {
    return work.path(SOURCE, stage);
  }

  /** Completes the file of one bucket: {@code <name>-<bucket>}. */
  void commit(PartFileWriter writer, String name, int bucket) throws IOException {
    writer.commit(
        folder(),
        SOURCE + "/" + name + "-" + bucket,
        fingerprint,
        WorkFolder.newAttempt(),
        new TreeMap<>(),
        List.of());
  }

  /** Paths of the whole files of a name, one for each bucket that left one. */
  List<String> files(String name) throws IOException {
    SortedMap<String, String> paths = new TreeMap<>();
    for (FileName file : new StageFolder(folder()).all()) {
      if (file.fingerprint().equals(fingerprint)
          && file.part().startsWith(name + "-")
          && !paths.containsKey(file.part())) {
        String path = Storage.child(folder(), file.toString());
        try {
          PartFileReader.readFooter(path);
          paths.put(file.part(), path);
        } catch (UnreadablePartFile cut) {
          // a file without a readable footer does not exist
        }
      }
    }
    return new ArrayList<>(paths.values());
  }

  /** Removes all of it; for the driver, while no job runs. */
  void clear() throws IOException {
    List<String> paths = new ArrayList<>();
    for (Storage.Entry file : Storage.list(folder())) {
      paths.add(file.path());
    }
    Storage.delete(paths);
  }
}
