package io.quipu.sources.jsonl;

/**
 * Paths of the fields that mean something to us, with dots between the names of nested objects
 * ({@code meta.url}); an empty path names no field.
 *
 * @param text required
 */
public record JsonlOptions(String id, String text, String url, String time) {

  /**
   * @throws IllegalArgumentException if {@code text} names no field
   */
  public JsonlOptions {
    if (text.isEmpty()) {
      throw new IllegalArgumentException(
          "text must name the field that holds the text, as body or meta.body, not \"\"");
    }
  }
}
