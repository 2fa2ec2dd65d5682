package io.quipu.core.text;

import java.util.List;

/**
 * The edits of one document in one stage, or of several stages together: sorted, disjoint, non-empty ranges of the
 * <em>extracted</em> text in code points, each with what stands there instead. Immutable.
 */
public final class TextEdits {

  /**
   * One edit.
   *
   * @param start code point of the extracted text
   * @param end behind start
   * @param replacement empty to delete
   * @param reason {@code lower_snake} code
   */
  public record Edit(int start, int end, String replacement, String reason) {}

  public static final TextEdits NONE = new TextEdits(List.of());

  private final List<Edit> edits;

  private TextEdits(List<Edit> edits) {
    this.edits = edits;
  }

  /**
   * @throws IllegalArgumentException if the edits are not sorted, disjoint and non-empty
   */
  public static TextEdits of(List<Edit> edits) {
    int end = 0;
    for (Edit edit : edits) {
      if (edit.start() < end || edit.end() <= edit.start()) {
        throw new IllegalArgumentException("edits must be sorted, disjoint and non-empty: " + edits);
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

  /** These edits and those of a later stage, as one list over the extracted text; later ones supersede. */
  public TextEdits then(TextEdits later) {
    throw new IllegalStateException("being built");
  }

  /** The extracted text with these edits made. */
  public String apply(String extracted) {
    throw new IllegalStateException("being built");
  }
}
