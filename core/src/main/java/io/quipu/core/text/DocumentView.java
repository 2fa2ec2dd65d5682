package io.quipu.core.text;

import io.quipu.core.document.Document;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document at one revision of its text. One a thread, reused, valid until the next document; segments are made once
 * per revision and segmentation.
 */
public final class DocumentView {

  private @Nullable Document document;
  private TextEdits edits = TextEdits.NONE;
  private String text = "";
  private char[] characters = new char[8192];
  private final Map<String, Segments> segments = new HashMap<>();
  private final Map<String, Boolean> fresh = new HashMap<>();

  /** Turns to a document, its text as extracted. */
  public void reset(Document next) {
    reset(next, TextEdits.NONE);
  }

  /** Turns to a document with the edits of all earlier stages made. */
  public void reset(Document next, TextEdits earlier) {
    document = next;
    edits = earlier;
    text = earlier.isEmpty() ? next.text() : earlier.apply(next.text());
    if (characters.length < text.length() || (characters.length > 1 << 20 && text.length() < characters.length / 8)) {
      characters = new char[Math.max(8192, text.length() + text.length() / 4)];
    }
    text.getChars(0, text.length(), characters, 0);
    fresh.clear();
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

  public Segments segments(Segmentation segmentation) {
    Segments made = segments.computeIfAbsent(segmentation.name(), name -> new Segments());
    if (fresh.put(segmentation.name(), true) == null) {
      made.reset(characters, text.length(), segmentation);
    }
    return made;
  }
}
