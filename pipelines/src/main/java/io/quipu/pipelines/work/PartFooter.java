package io.quipu.pipelines.work;

import io.quipu.core.account.Counts;
import io.quipu.core.account.PartEntry;
import java.util.List;
import java.util.SortedMap;

/**
 * What the footer of a part file says about it: the entry without the name of the file, so that all attempts that make
 * equal rows make equal bytes.
 */
record PartFooter(
    int format,
    String part,
    String fingerprint,
    long rows,
    String rowDigest,
    SortedMap<String, String> extra,
    List<Counts> counts) {

  static final int FORMAT = 1;
  /** Key of the footer among Parquet's key-value metadata. */
  static final String KEY = "quipu.part";

  static PartFooter of(PartEntry entry) {
    return new PartFooter(
        FORMAT,
        entry.part(),
        entry.fingerprint(),
        entry.rows(),
        entry.rowDigest(),
        entry.extra(),
        entry.counts());
  }

  PartEntry toEntry(String file) {
    return new PartEntry(part, fingerprint, file, rows, rowDigest, extra, counts);
  }
}
