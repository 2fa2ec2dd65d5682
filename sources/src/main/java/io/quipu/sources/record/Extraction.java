package io.quipu.sources.record;

import io.quipu.core.document.Document;
import io.quipu.core.document.Origin;
import org.jspecify.annotations.Nullable;

/** What became of one raw record: documents + skipped + failed = records. */
public sealed interface Extraction {

  Origin origin();

  /** Address of the record where the source states one. */
  @Nullable String url();

  /** The record is a document. */
  record Extracted(Document document) implements Extraction {
    @Override
    public Origin origin() {
      return document.origin();
    }

    @Override
    public @Nullable String url() {
      return document.extra().get(Document.Extra.URL);
    }
  }

  /**
   * The record is sound, and no document of this kind.
   *
   * @param key key that the document would have had; null if it can't be told
   * @param reason {@code lower_snake} code, one of the definition's reasons
   */
  record Skipped(Origin origin, @Nullable String key, @Nullable String url, String reason)
      implements Extraction {}

  /**
   * The record is damaged or breaks a limit.
   *
   * @param key key that the document would have had; null if it can't be told
   * @param reason {@code lower_snake} code, one of the definition's reasons
   * @param detail what was found and where, in one line
   */
  record Failed(
      Origin origin, @Nullable String key, @Nullable String url, String reason, String detail)
      implements Extraction {}
}
