package io.quipu.sources.record;

import io.quipu.core.document.Origin;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Takes what a reader makes, in order of origin. */
public interface ExtractionSink {

  void accept(Extraction extraction) throws IOException;

  /**
   * Hears of a record before its content is parsed, and once more if its key is known only then.
   * What frames it (a line, the headers of a WARC record or an archive's entry) was read.
   *
   * @param key key that the document would have; null if it is not known yet
   * @return whether the record may be touched; if not, it is skipped as {@link Reasons#QUARANTINED}
   */
  default boolean begin(Origin origin, @Nullable String key) {
    return true;
  }
}
