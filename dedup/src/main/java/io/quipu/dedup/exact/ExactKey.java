package io.quipu.dedup.exact;

import io.quipu.core.document.Key128;
import io.quipu.core.hash.Sha256;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Key of a whole text: the first 128 bits of SHA-256 over its UTF-8, so that nobody can make two
 * texts share one. Belongs to one thread and is reused.
 */
public final class ExactKey {

  private final MessageDigest sha256 = Sha256.digest();
  private final ByteBuffer utf8 = ByteBuffer.allocate(1 << 14);
  private final CharsetEncoder encoder =
      StandardCharsets.UTF_8
          .newEncoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);

  /** The key of a text. */
  public static Key128 of(String text) {
    return Key128.ofStrings(text);
  }

  /** The key of the characters [from, to), equal to that of the same String; no copy is made. */
  public Key128 of(char[] text, int from, int to) {
    CharBuffer characters = CharBuffer.wrap(text, from, to - from);
    encoder.reset();
    boolean more = true;
    while (more) {
      utf8.clear();
      more = encoder.encode(characters, utf8, true).isOverflow();
      sha256.update(utf8.array(), 0, utf8.position());
    }
    return Key128.headOf(sha256.digest());
  }
}
