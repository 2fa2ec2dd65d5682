package io.quipu.pipelines.work;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Where a file or folder is, as we write it: a local path (with or without {@code file:}), or the
 * URI of a Beam file system. What is there is {@link Storage}'s business.
 */
public final class StoragePath {

  private static final Pattern URI = Pattern.compile("[a-zA-Z][-a-zA-Z0-9+.]*:/.*", Pattern.DOTALL);
  private static final String LOCAL_SCHEME = "file:";
  // Beam takes them for globs, and not every file system can escape them.
  private static final String GLOB_CHARACTERS = "*?[]{}\\";
  private static final int MAX_NAME_LENGTH = 200;

  private StoragePath() {}

  /** Whether it has a scheme. */
  public static boolean isUri(String place) {
    return URI.matcher(place).matches();
  }

  /** A path or URI as a folder sees it: relative paths are relative to the folder. */
  public static String resolve(Path folder, String path) {
    return isUri(path) ? path : folder.resolve(path).normalize().toString();
  }

  /**
   * A path below a folder.
   *
   * @throws IllegalArgumentException if a name is empty, too long, {@code .} or {@code ..}, or has
   *     a separator, a control character or a character of globs
   */
  public static String child(String folder, String... names) {
    StringBuilder path = new StringBuilder(folder);
    for (String name : names) {
      checkName(name);
      if (path.length() > 0 && path.charAt(path.length() - 1) != '/') {
        path.append('/');
      }
      path.append(name);
    }
    return path.toString();
  }

  /**
   * A file below a folder, by its name with slashes.
   *
   * @throws IllegalArgumentException as {@link #child}
   */
  public static String below(String folder, String name) {
    return child(folder, name.split("/", -1));
  }

  /** What follows the last slash. */
  public static String nameOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  public static boolean isLocal(String path) {
    return !isUri(path) || path.startsWith(LOCAL_SCHEME);
  }

  /**
   * The local path that a local place is.
   *
   * @throws IllegalArgumentException if it names another host
   */
  public static Path local(String path) {
    if (!isUri(path)) {
      return Path.of(path);
    }
    String rest = path.substring(LOCAL_SCHEME.length());
    if (rest.startsWith("//")) {
      rest = rest.substring(2);
      if (!rest.startsWith("/")) {
        throw new IllegalArgumentException(path + ": a file on another host");
      }
    }
    return Path.of(rest);
  }

  private static void checkName(String name) {
    boolean bad =
        name.isEmpty() || name.length() > MAX_NAME_LENGTH || name.equals(".") || name.equals("..");
    for (int i = 0; i < name.length() && !bad; i++) {
      char c = name.charAt(i);
      bad = c == '/' || Character.isISOControl(c) || GLOB_CHARACTERS.indexOf(c) >= 0;
    }
    if (bad) {
      throw new IllegalArgumentException("'" + name + "' can't name a file or folder");
    }
  }

  /** Whether it has a wildcard character. */
  static boolean isGlob(String place) {
    return place.chars().anyMatch(c -> GLOB_CHARACTERS.indexOf(c) >= 0);
  }
}
