package io.quipu.core.document;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One extracted document.
 *
 * @param text valid Unicode: no lone surrogates (extraction replaces them with U+FFFD and counts
 *     them), no NUL, and lines that end with a line feed, never with a carriage return
 * @param extra facts of the source, by the names of {@link Extra} or the source's own ({@code
 *     stars}, {@code answers})
 */
public record Document(DocumentId id, String text, Origin origin, SortedMap<String, String> extra) {

  public Document {
    extra = Collections.unmodifiableSortedMap(new TreeMap<>(extra));
  }

  /** Names in {@link Document#extra} that every source means alike. */
  public static final class Extra {
    /** Absolute URL of the page. */
    public static final String URL = "url";

    /** ISO-8601 instant, UTC, of the capture or last change. */
    public static final String TIME = "time";

    /** SPDX identifier where it can be told, else the name as stated. */
    public static final String LICENSE = "license";

    /** BCP 47 language tag that the source states. */
    public static final String LANGUAGE = "language";

    /** Title as the source states it. */
    public static final String TITLE = "title";

    private Extra() {}
  }
}
