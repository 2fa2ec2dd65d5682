package io.quipu.sources.record;

import java.util.ArrayList;
import java.util.List;

/** Codes that several kinds share. */
public final class Reasons {

  /** The text is empty or only whitespace. */
  public static final String EMPTY_TEXT = "empty_text";

  /** A raw record or its text is larger than its limit. */
  public static final String DOCUMENT_TOO_LARGE = "document_too_large";

  /**
   * The key that the record states is longer than any id; see {@link RecordEmitter#MAX_KEY_CHARS}.
   */
  public static final String KEY_TOO_LONG = "key_too_long";

  /** The sink did not let the record be touched; see {@link ExtractionSink#begin}. */
  public static final String QUARANTINED = "quarantined";

  /** More decompressed bytes than the ratio allows. */
  public static final String DECOMPRESSION_BOMB = "decompression_bomb";

  /** A tar or zip archive breaks off or does not parse. */
  public static final String CORRUPT_ARCHIVE = "corrupt_archive";

  /** An archive has more entries than the limit. */
  public static final String TOO_MANY_ENTRIES = "too_many_entries";

  /** The name of an archive's entry leads out of the archive. */
  public static final String PATH_TRAVERSAL = "path_traversal";

  /** Codes that reading stored bytes may end with. */
  public static final List<String> STORED =
      List.of(
          DECOMPRESSION_BOMB,
          "truncated_gzip",
          "corrupt_gzip",
          "truncated_bzip2",
          "corrupt_bzip2",
          "truncated_zstd",
          "corrupt_zstd");

  private Reasons() {}

  /** The stored-byte codes, those of every document, and {@code own}; in that order. */
  public static List<String> with(String... own) {
    List<String> all = new ArrayList<>(STORED);
    all.add(EMPTY_TEXT);
    all.add(DOCUMENT_TOO_LARGE);
    all.add(KEY_TOO_LONG);
    all.add(QUARANTINED);
    all.addAll(List.of(own));
    return List.copyOf(all);
  }
}
