package io.quipu.pipelines.run;

import io.quipu.core.document.Origin;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Records that are not to be touched, because they killed a worker: lines {@code source/key} or
 * {@code source/input@offset}, as the watchdog and {@code records/} name them. Empty lines and
 * those that start with {@code #} say nothing.
 */
public final class Quarantine {

  private static final SortedSet<String> NOTHING = Collections.emptySortedSet();

  private final SortedMap<String, SortedSet<String>> bySource = new TreeMap<>();

  private Quarantine() {}

  /**
   * @param lines of the file
   * @param name of the file, for the message
   * @throws InputsException if a line is of no source
   */
  public static Quarantine of(String lines, String name, Set<String> sources)
      throws InputsException {
    Quarantine quarantine = new Quarantine();
    int number = 0;
    for (String raw : lines.split("\\R", -1)) {
      number++;
      String line = raw.strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      int slash = line.indexOf('/');
      String source = line.substring(0, Math.max(0, slash));
      if (!sources.contains(source)) {
        throw new InputsException(
            name
                + ":"
                + number
                + ": starts with no source and slash; the sources are "
                + new TreeSet<>(sources));
      }
      quarantine
          .bySource
          .computeIfAbsent(source, s -> new TreeSet<>())
          .add(line.substring(slash + 1));
    }
    return quarantine;
  }

  /**
   * @param key null if it is not known yet
   */
  public boolean holds(String source, Origin origin, @Nullable String key) {
    SortedSet<String> names = bySource.getOrDefault(source, NOTHING);
    return !names.isEmpty()
        && (names.contains(origin.toString()) || (key != null && names.contains(key)));
  }

  /** What the files of a source depend on: its own lines, whatever their order. */
  public String config(String source) {
    return String.join("\n", bySource.getOrDefault(source, NOTHING));
  }
}
