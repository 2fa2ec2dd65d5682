package io.quipu.sources.record;

/**
 * Budgets of work and memory, the same on every machine; what breaks one is a failed record. The
 * defaults let each reader run in a heap of 512 MiB.
 *
 * @param maxTextBytes UTF-8 bytes of a document's text
 * @param maxRecordBytes bytes of one raw record, decompressed: a line, a book; kinds that hold a
 *     record several times over bound it closer
 * @param maxHtmlBytes bytes of one HTML page, decoded from its transfer and content encoding
 * @param maxHtmlTags occurrences of {@code <} in a page: what bounds the memory of its tree
 * @param maxHtmlDepth nesting of a page's elements; deeper ones are joined to their ancestor at
 *     this depth
 * @param maxHeaderBytes bytes of a record's WARC and HTTP headers, or of a tar entry's extended
 *     headers
 * @param maxEntries entries of one archive
 * @param maxSourceFileBytes bytes of one file of program code
 * @param expansionFloorBytes decompressed bytes that are always allowed, whatever the ratio
 * @param maxExpansion decompressed bytes to stored bytes beyond that
 */
public record ExtractionLimits(
    long maxTextBytes,
    int maxRecordBytes,
    int maxHtmlBytes,
    int maxHtmlTags,
    int maxHtmlDepth,
    int maxHeaderBytes,
    int maxEntries,
    int maxSourceFileBytes,
    long expansionFloorBytes,
    int maxExpansion) {

  private static final int KIB = 1 << 10;
  private static final int MIB = 1 << 20;

  public static final ExtractionLimits DEFAULT =
      new ExtractionLimits(
          64L * MIB, 64 * MIB, 8 * MIB, 250_000, 256, 256 * KIB, 1_000_000, MIB, 64L * MIB, 200);
}
