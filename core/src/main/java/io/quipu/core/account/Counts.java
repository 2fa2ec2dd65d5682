package io.quipu.core.account;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of everything that came in, in one unit: in = kept + dropped by reason + failed by
 * reason. Counts that do not add up can't be constructed.
 *
 * @param unit {@code records}, {@code documents}, {@code paragraphs}, {@code tokens}
 */
public record Counts(
    String unit,
    long in,
    long kept,
    SortedMap<String, Long> dropped,
    SortedMap<String, Long> failed) {

  public Counts {
    dropped = Collections.unmodifiableSortedMap(new TreeMap<>(dropped));
    failed = Collections.unmodifiableSortedMap(new TreeMap<>(failed));
    long out = Math.addExact(kept, Math.addExact(sum(dropped), sum(failed)));
    if (in != out || in < 0 || kept < 0) {
      throw new IllegalArgumentException(
          "accounts of "
              + unit
              + " do not add up: in "
              + in
              + ", kept "
              + kept
              + ", dropped "
              + dropped
              + ", failed "
              + failed);
    }
  }

  public static Counts none(String unit) {
    return new Counts(unit, 0, 0, Collections.emptySortedMap(), Collections.emptySortedMap());
  }

  /**
   * @throws IllegalArgumentException if the units differ
   */
  public Counts plus(Counts other) {
    if (!unit.equals(other.unit)) {
      throw new IllegalArgumentException("can't add " + other.unit + " to " + unit);
    }
    return new Counts(
        unit,
        in + other.in,
        kept + other.kept,
        merge(dropped, other.dropped),
        merge(failed, other.failed));
  }

  public long droppedTotal() {
    return sum(dropped);
  }

  public long failedTotal() {
    return sum(failed);
  }

  private static long sum(SortedMap<String, Long> byReason) {
    long sum = 0;
    for (long n : byReason.values()) {
      if (n < 0) {
        throw new IllegalArgumentException("negative count in " + byReason);
      }
      sum = Math.addExact(sum, n);
    }
    return sum;
  }

  private static SortedMap<String, Long> merge(
      SortedMap<String, Long> a, SortedMap<String, Long> b) {
    SortedMap<String, Long> sum = new TreeMap<>(a);
    b.forEach((reason, n) -> sum.merge(reason, n, Math::addExact));
    return sum;
  }
}
