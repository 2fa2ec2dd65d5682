package io.quipu.core.account;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of one part file without reading its rows: the content of its footer, and the name
 * of the attempt that was taken.
 *
 * @param part {@code <source>/<task>-<ordinal>}, unique within a stage
 * @param fingerprint of everything that the rows depend on
 * @param file name of the file in its folder
 * @param rowDigest SHA-256 of the logical rows, 64 lower-case hexadecimal digits
 * @param extra what the stage has to say about the part
 * @param counts one a unit, sorted by unit
 */
public record PartEntry(
    String part,
    String fingerprint,
    String file,
    long rows,
    String rowDigest,
    SortedMap<String, String> extra,
    List<Counts> counts) {

  public PartEntry {
    int slash = part.indexOf('/');
    if (slash <= 0 || slash == part.length() - 1) {
      throw new IllegalArgumentException("part '" + part + "' is not <source>/<name>");
    }
    if (rows < 0) {
      throw new IllegalArgumentException("part " + part + " has " + rows + " rows");
    }
    extra = Collections.unmodifiableSortedMap(new TreeMap<>(extra));
    List<Counts> sorted = new ArrayList<>(counts);
    sorted.sort(Comparator.comparing(Counts::unit));
    Set<String> units = new HashSet<>();
    for (Counts count : sorted) {
      if (!units.add(count.unit())) {
        throw new IllegalArgumentException("part " + part + " counts " + count.unit() + " twice");
      }
    }
    counts = List.copyOf(sorted);
  }

  /** The source that the part belongs to: its name up to the first slash. */
  public String source() {
    return part.substring(0, part.indexOf('/'));
  }
}
