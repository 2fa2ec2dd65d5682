package io.quipu.pipelines.cli;

import io.quipu.pipelines.run.LastRun;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.StoragePath;
import io.quipu.pipelines.work.WorkFolder;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Work folders as a command names them. */
final class Works {

  private static final String LIMITED = "-limit-";

  private Works() {}

  /** A work folder under one name for all workers. */
  static WorkFolder folder(String name) {
    return new WorkFolder(
        StoragePath.isUri(name) ? name : Path.of(name).toAbsolutePath().normalize().toString());
  }

  /**
   * What the work folder of a recipe is called if the command does not say.
   *
   * @param limit documents to read of each source; {@link Long#MAX_VALUE} for all
   */
  static String ofRecipe(String recipe, long limit) {
    return "work/" + recipe + (limit == Long.MAX_VALUE ? "" : LIMITED + limit);
  }

  /**
   * Local folders of runs with a limit that may be samples of a work folder's run, the largest
   * first, as the user would call them.
   */
  static List<String> limited(String name) throws IOException {
    Path work = Path.of(name);
    Path parent = work.resolveSibling("").toAbsolutePath();
    SortedMap<Long, String> byLimit = new TreeMap<>(Comparator.reverseOrder());
    if (!StoragePath.isUri(name) && Files.isDirectory(parent)) {
      String prefix = work.getFileName() + LIMITED;
      try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, prefix + "*")) {
        for (Path folder : folders) {
          String limit = folder.getFileName().toString().substring(prefix.length());
          if (limit.matches("[1-9][0-9]{0,17}")) {
            byLimit.put(Long.valueOf(limit), name + LIMITED + limit);
          }
        }
      }
    }
    return List.copyOf(byLimit.values());
  }

  /** A work folder that a run has begun. */
  static LastRun open(String name) throws IOException, CommandException {
    WorkFolder work = folder(name);
    if (!Storage.exists(work.path(LastRun.RECIPE))) {
      throw new CommandException(
          name
              + " is no work folder: it has no "
              + LastRun.RECIPE
              + "; 'quipu run RECIPE --work "
              + name
              + "' makes one");
    }
    return LastRun.of(work, name);
  }
}
