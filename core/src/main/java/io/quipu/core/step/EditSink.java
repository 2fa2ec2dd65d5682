package io.quipu.core.step;

/** Takes the edits of one document. */
public interface EditSink {

  /**
   * Replaces [start, end) of the revision that the modifier sees.
   *
   * @param start UTF-16 offset, at or after the end of the edit before
   * @param end after start
   * @param replacement empty to delete
   * @param reason {@code lower_snake} code, one of the step's reasons
   */
  void replace(int start, int end, String replacement, String reason);
}
