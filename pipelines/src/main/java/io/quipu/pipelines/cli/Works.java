package io.quipu.pipelines.cli;

import io.quipu.pipelines.inspect.OpenWork;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.WorkFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Work folders as a command names them. */
final class Works {

  private static final Pattern URI = Pattern.compile("[a-zA-Z][-a-zA-Z0-9+.]*:/.*");

  private Works() {}

  /** A work folder under one name for all workers. */
  static WorkFolder folder(String name) {
    return new WorkFolder(
        isUri(name) ? name : Path.of(name).toAbsolutePath().normalize().toString());
  }

  static boolean isUri(String name) {
    return URI.matcher(name).matches();
  }

  /** A work folder that a run has begun. */
  static OpenWork open(String name) throws IOException, CommandException {
    WorkFolder work = folder(name);
    if (!Storage.exists(work.path(OpenWork.RECIPE))) {
      throw new CommandException(
          name
              + " is no work folder: it has no "
              + OpenWork.RECIPE
              + "; 'quipu run RECIPE --work "
              + name
              + "' makes one");
    }
    return OpenWork.of(work, name);
  }
}
