package io.quipu.core.document;

/**
 * Identity of a document: the recipe's source name and a natural, stable key within it
 * (WARC-Record-ID, wiki:page:revision, owner/repo@commit:path, arXiv id and version, JSONL id
 * field, ...).
 */
public record DocumentId(String source, String key) implements Comparable<DocumentId> {

  /** The form that keyed records carry: head of SHA-256 over source, NUL, key. */
  public Key128 key128() {
    return Key128.ofStrings(source, key);
  }

  @Override
  public int compareTo(DocumentId other) {
    int bySource = source.compareTo(other.source);
    return bySource != 0 ? bySource : key.compareTo(other.key);
  }

  @Override
  public String toString() {
    return source + "/" + key;
  }
}
