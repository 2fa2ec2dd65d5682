package io.quipu.core.text;

import io.quipu.core.document.Document;
import io.quipu.core.document.DocumentId;
import io.quipu.core.document.Origin;
import java.util.Collections;
import java.util.Random;

/** Texts with all that is awkward: astral characters, marks, controls, blanks of every kind. */
public final class RandomTexts {

  private static final int[] ALPHABET = {
    'a', 'b', 'b', 'c', ' ', ' ', '\n', '\n', '\t', '\r', '.', '7', 0, 0x85, 0xA0, 0xE9, 0x301,
    0x3000, 0x4E2D, 0xFFFD, 0x1F600, 0x1F468, 0x200D, 0x10FFFF, 0xE01, 0x2028
  };

  private RandomTexts() {}

  /** A text of fewer than {@code codePoints} code points. */
  public static String text(Random random, int codePoints) {
    int n = random.nextInt(codePoints);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < n; i++) {
      text.appendCodePoint(ALPHABET[random.nextInt(ALPHABET.length)]);
    }
    return text.toString();
  }

  public static Document document(String text) {
    return new Document(
        new DocumentId("test", "1"),
        text,
        new Origin("test.txt", 0, 0),
        Collections.emptySortedMap());
  }
}
