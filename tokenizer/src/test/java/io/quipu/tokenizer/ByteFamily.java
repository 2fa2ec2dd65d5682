package io.quipu.tokenizer;

import io.quipu.core.text.EncodedText;
import io.quipu.core.text.TextEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A family of another jar: every byte is a token, and the file says nothing but that. */
public final class ByteFamily implements TokenizerFamily {

  static final byte[] FILE = "!bytes\n".getBytes(StandardCharsets.US_ASCII);

  @Override
  public String name() {
    return "bytes";
  }

  @Override
  public String files() {
    return "byte files";
  }

  @Override
  public boolean recognizes(String name, byte[] head) {
    return Arrays.equals(head, FILE);
  }

  @Override
  public TextEncoder read(InputStream in, String name) throws IOException {
    if (!Arrays.equals(in.readAllBytes(), FILE)) {
      throw new IllegalArgumentException(name + ": damaged");
    }
    return new Encoder(name);
  }

  private record Encoder(String name) implements TextEncoder {

    @Override
    public int vocabularySize() {
      return 257;
    }

    @Override
    public int endOfDocument() {
      return 256;
    }

    @Override
    public int[] encode(CharSequence text) {
      return encodeWithEnds(text).ids();
    }

    @Override
    public EncodedText encodeWithEnds(CharSequence text) {
      int[] ids = new int[3 * text.length()];
      int[] ends = new int[3 * text.length()];
      int n = 0;
      for (int at = 0; at < text.length(); ) {
        int c = Character.codePointAt(text, at);
        int after = at + Character.charCount(c);
        int whole = c >= 0xd800 && c < 0xe000 ? 0xfffd : c;
        for (byte b : Character.toString(whole).getBytes(StandardCharsets.UTF_8)) {
          ids[n] = b & 0xff;
          ends[n++] = at;
        }
        ends[n - 1] = after;
        at = after;
      }
      return new EncodedText(Arrays.copyOf(ids, n), Arrays.copyOf(ends, n));
    }

    @Override
    public byte[] decode(int[] ids, int from, int to) {
      byte[] text = new byte[to - from];
      for (int i = from; i < to; i++) {
        text[i - from] = (byte) ids[i];
      }
      return text;
    }
  }
}
