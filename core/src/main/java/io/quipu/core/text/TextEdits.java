package io.quipu.core.text;

import java.util.ArrayList;
import java.util.List;

/**
 * The edits of one document in one stage, or of several stages together: sorted, disjoint,
 * non-empty ranges of the <em>extracted</em> text in code points, each with its replacement.
 * Immutable.
 *
 * <p>Stages follow each other, offsets do not move: a stage sees the text with all earlier edits
 * made (its revision), {@link #toExtracted} says what it did in terms of the extracted text, and
 * {@link #then} adds that to the earlier edits. Applying the result equals applying stage after
 * stage.
 */
public final class TextEdits {

  /**
   * One edit.
   *
   * @param start code point of the extracted text
   * @param end after start
   * @param replacement valid Unicode, empty to delete
   * @param reason {@code lower_snake} code
   */
  public record Edit(int start, int end, String replacement, String reason) {

    /**
     * @throws IllegalArgumentException if the range is empty or negative, or the replacement has a
     *     lone surrogate
     */
    public Edit {
      if (start < 0 || end <= start) {
        throw new IllegalArgumentException("an edit needs 0 <= start < end: " + start + ", " + end);
      }
      if (!Unicode.isValid(replacement)) {
        throw new IllegalArgumentException("lone surrogate in the replacement of an edit");
      }
    }
  }

  public static final TextEdits NONE = new TextEdits(List.of());

  private final List<Edit> edits;

  // [revisionStarts[i], revisionEnds[i]) of the edited text, in code points, is edit i's
  // replacement
  private final int[] revisionStarts;
  private final int[] revisionEnds;

  private TextEdits(List<Edit> edits) {
    this.edits = edits;
    int n = edits.size();
    revisionStarts = new int[n];
    revisionEnds = new int[n];
    int shift = 0;
    for (int i = 0; i < n; i++) {
      Edit edit = edits.get(i);
      revisionStarts[i] = Math.addExact(edit.start(), shift);
      revisionEnds[i] = Math.addExact(revisionStarts[i], codePoints(edit.replacement()));
      shift = revisionEnds[i] - edit.end();
    }
  }

  /**
   * @throws IllegalArgumentException if the edits are not sorted, disjoint and non-empty
   */
  public static TextEdits of(List<Edit> edits) {
    int end = 0;
    for (int i = 0; i < edits.size(); i++) {
      Edit edit = edits.get(i);
      if (edit.start() < end) {
        throw new IllegalArgumentException(
            "edits must be sorted and disjoint: edit "
                + i
                + " starts at "
                + edit.start()
                + ", the one before ends at "
                + end);
      }
      end = edit.end();
    }
    return edits.isEmpty() ? NONE : new TextEdits(List.copyOf(edits));
  }

  public List<Edit> edits() {
    return edits;
  }

  public boolean isEmpty() {
    return edits.isEmpty();
  }

  /**
   * These edits and those of a later stage, as one list over the extracted text. A later edit
   * supersedes the earlier ones inside it; edits that only touch stay two, each with its reason.
   *
   * @param later over the extracted text, as {@link #toExtracted} makes it
   * @throws IllegalArgumentException if a later edit cuts an earlier one: it was made for another
   *     revision
   */
  public TextEdits then(TextEdits later) {
    if (later.isEmpty()) {
      return this;
    }
    List<Edit> all = new ArrayList<>(edits.size() + later.edits.size());
    int mine = 0;
    for (Edit edit : later.edits) {
      while (mine < edits.size() && edits.get(mine).end() <= edit.start()) {
        all.add(edits.get(mine++));
      }
      while (mine < edits.size() && edits.get(mine).start() < edit.end()) {
        Edit superseded = edits.get(mine++);
        if (superseded.start() < edit.start() || superseded.end() > edit.end()) {
          throw new IllegalArgumentException(
              "later edit ["
                  + edit.start()
                  + ", "
                  + edit.end()
                  + ") cuts the earlier edit ["
                  + superseded.start()
                  + ", "
                  + superseded.end()
                  + ")");
        }
      }
      all.add(edit);
    }
    all.addAll(edits.subList(mine, edits.size()));
    return of(all);
  }

  /**
   * The extracted text with these edits made.
   *
   * @throws IllegalArgumentException if an edit ends after the end of the text
   */
  public String apply(String extracted) {
    if (isEmpty()) {
      return extracted;
    }
    StringBuilder revision = new StringBuilder(extracted.length());
    int codePoint = 0;
    int copied = 0;
    for (Edit edit : edits) {
      int start = offset(extracted, copied, edit.start() - codePoint);
      int end = offset(extracted, start, edit.end() - edit.start());
      revision.append(extracted, copied, start).append(edit.replacement());
      codePoint = edit.end();
      copied = end;
    }
    return revision.append(extracted, copied, extracted.length()).toString();
  }

  /**
   * Where a non-empty range of the edited text that starts at a code point starts in the extracted
   * text: at the start of a replacement that it cuts, after a deletion at its border.
   */
  public int extractedStart(int revisionCodePoint) {
    int i = lastStartingAtOrBefore(revisionCodePoint);
    if (i < 0) {
      return revisionCodePoint;
    }
    return revisionCodePoint < revisionEnds[i]
        ? edits.get(i).start()
        : edits.get(i).end() + (revisionCodePoint - revisionEnds[i]);
  }

  /**
   * Where a non-empty range of the edited text that ends before a code point ends in the extracted
   * text: at the end of a replacement that it cuts, before a deletion at its border.
   */
  public int extractedEnd(int revisionCodePoint) {
    int i = lastStartingAtOrBefore(revisionCodePoint - 1);
    if (i < 0) {
      return revisionCodePoint;
    }
    return edits.get(i).end() + Math.max(0, revisionCodePoint - revisionEnds[i]);
  }

  /**
   * The edits that a stage made of the text as these edits left it, over the extracted text. One
   * that cuts a replacement of these widens to its whole range and keeps the remainder in its own
   * replacement; those that meet in one replacement merge, with the reason of the first.
   *
   * @param ofRevision offsets are code points of the edited text
   */
  public TextEdits toExtracted(TextEdits ofRevision) {
    if (isEmpty() || ofRevision.isEmpty()) {
      return ofRevision;
    }
    List<Edit> widened = new ArrayList<>(ofRevision.edits.size());
    List<Edit> from = ofRevision.edits;
    int i = 0;
    while (i < from.size()) {
      Edit first = from.get(i);
      StringBuilder replacement = new StringBuilder();
      int cut = cutBy(first.start());
      if (cut >= 0) {
        append(replacement, cut, revisionStarts[cut], first.start());
      }
      Edit last = first;
      replacement.append(last.replacement());
      i++;
      for (cut = cutBy(last.end()); cut >= 0; cut = cutBy(last.end())) {
        if (i == from.size() || from.get(i).start() >= revisionEnds[cut]) {
          append(replacement, cut, last.end(), revisionEnds[cut]);
          break;
        }
        Edit next = from.get(i++);
        append(replacement, cut, last.end(), next.start());
        replacement.append(next.replacement());
        last = next;
      }
      widened.add(
          new Edit(
              extractedStart(first.start()),
              extractedEnd(last.end()),
              replacement.toString(),
              first.reason()));
    }
    return of(widened);
  }

  /** The edit whose replacement has characters on both sides of a code point, or -1. */
  private int cutBy(int revisionCodePoint) {
    int i = lastStartingAtOrBefore(revisionCodePoint - 1);
    return i >= 0 && revisionCodePoint < revisionEnds[i] ? i : -1;
  }

  private void append(StringBuilder out, int edit, int fromCodePoint, int toCodePoint) {
    String replacement = edits.get(edit).replacement();
    int start = offset(replacement, 0, fromCodePoint - revisionStarts[edit]);
    out.append(replacement, start, offset(replacement, start, toCodePoint - fromCodePoint));
  }

  /** The last i with revisionStarts[i] &lt;= codePoint, or -1. */
  private int lastStartingAtOrBefore(int codePoint) {
    int low = 0;
    int high = revisionStarts.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (revisionStarts[middle] <= codePoint) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  private static int offset(String text, int from, int codePoints) {
    try {
      return text.offsetByCodePoints(from, codePoints);
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("an edit ends after the end of the text", e);
    }
  }

  private static int codePoints(String text) {
    return text.codePointCount(0, text.length());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TextEdits those && edits.equals(those.edits);
  }

  @Override
  public int hashCode() {
    return edits.hashCode();
  }

  @Override
  public String toString() {
    return edits.toString();
  }
}
