package io.quipu.core.text;

import io.quipu.core.document.Document;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document at one revision of its text. One a thread, reused, valid until the next document;
 * segments are made once per revision and segmentation.
 */
public final class DocumentView {

  private @Nullable Document document;
  private TextEdits edits = TextEdits.NONE;
  private String text = "";
  private char[] characters = new char[8192];
  private final Map<String, Segments> segments = new HashMap<>();
  private final Map<String, Boolean> fresh = new HashMap<>();
  private final CodePointIndex codePoints = new CodePointIndex();
  private boolean codePointsFresh;

  /** Turns to a document, its text as extracted. */
  public void reset(Document next) {
    reset(next, TextEdits.NONE);
  }

  /** Turns to a document with the edits of all earlier stages made. */
  public void reset(Document next, TextEdits earlier) {
    document = next;
    edits = earlier;
    text = earlier.isEmpty() ? next.text() : earlier.apply(next.text());
    if (characters.length < text.length()
        || (characters.length > 1 << 20 && text.length() < characters.length / 8)) {
      characters = new char[Math.max(8192, text.length() + text.length() / 4)];
    }
    text.getChars(0, text.length(), characters, 0);
    fresh.clear();
    codePointsFresh = false;
  }

  public Document document() {
    if (document == null) {
      throw new IllegalStateException("the view has no document yet");
    }
    return document;
  }

  /** The text with all edits of earlier stages made. */
  public String text() {
    return text;
  }

  /** All edits between the extracted text and {@link #text}. */
  public TextEdits edits() {
    return edits;
  }

  /** Characters of {@link #text}; valid in [0, text().length()). Not to be written. */
  public char[] characters() {
    return characters;
  }

  /**
   * Where a non-empty range of {@link #text} starts in the extracted text. Constant time but for
   * the first call, in any order of calls.
   *
   * @param utf16 offset in {@link #text} of its first character; within a surrogate pair, the pair
   * @return code point of the extracted text; see {@link TextEdits#extractedStart}
   */
  public int extractedStart(int utf16) {
    return edits.extractedStart(codePointStart(utf16));
  }

  /**
   * Where a non-empty range of {@link #text} ends in the extracted text.
   *
   * @param utf16 offset in {@link #text} after its last character; within a pair, after the pair
   * @return code point of the extracted text, exclusive; see {@link TextEdits#extractedEnd}
   */
  public int extractedEnd(int utf16) {
    return edits.extractedEnd(codePointEnd(utf16));
  }

  /** The code point of {@link #text} that a range from a UTF-16 offset on starts with. */
  public int codePointStart(int utf16) {
    return codePoints().before(utf16)
        - (utf16 < text.length() && Character.isLowSurrogate(text.charAt(utf16)) ? 1 : 0);
  }

  /** The code point of {@link #text} before which a range up to a UTF-16 offset ends. */
  public int codePointEnd(int utf16) {
    return codePoints().before(utf16);
  }

  private CodePointIndex codePoints() {
    if (!codePointsFresh) {
      codePoints.reset(characters, text.length());
      codePointsFresh = true;
    }
    return codePoints;
  }

  public Segments segments(Segmentation segmentation) {
    Segments made = segments.computeIfAbsent(segmentation.name(), name -> new Segments());
    if (fresh.put(segmentation.name(), true) == null) {
      made.reset(characters, text.length(), segmentation);
    }
    return made;
  }
}
