package io.quipu.pipelines.stage.extract;

import io.quipu.pipelines.run.InputsException;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.StoragePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An input of a source.
 *
 * @param name relative to the fixed prefix of the glob that found it
 * @param path of the file
 */
public record RawInput(String name, String path, long size, long modified) {

  /**
   * The inputs that globs find, sorted by name.
   *
   * @param base folder that relative globs are relative to, absolute
   * @throws InputsException if a glob matches nothing, or two inputs of a source have the same name
   */
  public static List<RawInput> find(String source, List<String> globs, String base)
      throws IOException {
    SortedMap<String, RawInput> byName = new TreeMap<>();
    for (String glob : globs) {
      String absolute = absolute(glob, base);
      String prefix = fixedPrefix(absolute);
      List<Storage.Entry> found = Storage.match(absolute);
      if (found.isEmpty()) {
        throw new InputsException(
            "sources."
                + source
                + ".inputs: nothing matches "
                + glob
                + " (looked at "
                + absolute
                + ")");
      }
      for (Storage.Entry entry : found) {
        if (!entry.path().startsWith(prefix)) {
          throw new InputsException(
              "sources."
                  + source
                  + ".inputs: "
                  + entry.path()
                  + " is not below "
                  + prefix
                  + " of "
                  + glob);
        }
        String name = entry.path().substring(prefix.length());
        RawInput input = new RawInput(name, entry.path(), entry.size(), entry.lastModified());
        RawInput other = byName.put(name, input);
        if (other != null && !other.path().equals(input.path())) {
          throw new InputsException(
              "sources."
                  + source
                  + ".inputs: two inputs are named "
                  + name
                  + ": "
                  + other.path()
                  + " and "
                  + input.path()
                  + "; use two sources, or one glob above both");
        }
      }
    }
    return new ArrayList<>(byName.values());
  }

  /**
   * Local paths are normalised as the file system reports them, without {@code ..}, since names are
   * what follows the prefix.
   */
  private static String absolute(String glob, String base) {
    String absolute = glob.startsWith("/") || StoragePath.isUri(glob) ? glob : base + "/" + glob;
    return StoragePath.isLocal(absolute)
        ? StoragePath.local(absolute).normalize().toString()
        : absolute;
  }

  /** Up to the last slash before the first wildcard. */
  static String fixedPrefix(String glob) {
    int wild = glob.length();
    for (int i = 0; i < glob.length(); i++) {
      if ("*?[{".indexOf(glob.charAt(i)) >= 0) {
        wild = i;
        break;
      }
    }
    return glob.substring(0, glob.lastIndexOf('/', wild - 1) + 1);
  }
}
