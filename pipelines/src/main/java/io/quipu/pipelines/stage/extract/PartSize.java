package io.quipu.pipelines.stage.extract;

/**
 * Tracks how full a part is. It is checked before a document is added, so that no part exceeds the
 * limits.
 */
final class PartSize {

  static final int MAX_DOCUMENTS = 65_536;

  /** In bytes of UTF-8. */
  static final long MAX_TEXT_BYTES = 256L << 20;

  static final int MAX_RECORDS = 1 << 20;

  private int documents;
  private long textBytes;
  private int records;

  int documents() {
    return documents;
  }

  int records() {
    return records;
  }

  boolean takesRecord() {
    return records < MAX_RECORDS;
  }

  /** Whether a document still fits; the first document of a part always does. */
  boolean takesDocument(long utf8Bytes) {
    return takesRecord()
        && documents < MAX_DOCUMENTS
        && (documents == 0 || textBytes + utf8Bytes <= MAX_TEXT_BYTES);
  }

  void addRecord() {
    records++;
  }

  /** Of a document, in addition to its record. */
  void addDocument(long utf8Bytes) {
    documents++;
    textBytes += utf8Bytes;
  }
}
