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
 * Records to skip, because they killed a worker: lines {@code source/key} or {@code
 * source/input@offset}, as the watchdog and {@code records/} print them. Empty lines and lines that
 * start with {@code #} are ignored.
 */
public final class Quarantine {

  private static final SortedSet<String> NOTHING = Collections.emptySortedSet();

  private final SortedMap<String, SortedSet<String>> bySource = new TreeMap<>();

  private Quarantine() {}

  /**
   * @param lines of the file
   * @param name of the file, for the message
   * @throws InputsException if a line starts with no known source
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
                + ": does not start with a source and a slash; the sources are "
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

  /** The lines of one source, sorted: the part of the list that the source's files depend on. */
  public String config(String source) {
    return String.join("\n", bySource.getOrDefault(source, NOTHING));
  }
}
