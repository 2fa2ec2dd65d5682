package io.quipu.pipelines.wall.added;

import io.quipu.core.text.EncodedText;
import io.quipu.core.text.TextEncoder;
import io.quipu.tokenizer.TokenizerFamily;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Every byte of a well-formed text is a token, and a vocabulary file says nothing but that. */
public final class ByteFamily implements TokenizerFamily {

  public static final String FILE = "!bytes\n";

  private static final int END_OF_DOCUMENT = 256;

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
    return FILE.equals(new String(head, StandardCharsets.ISO_8859_1));
  }

  @Override
  public TextEncoder read(InputStream in, String name) throws IOException {
    if (!recognizes(name, in.readAllBytes())) {
      throw new IllegalArgumentException(name + ": damaged");
    }
    return new Encoder(name);
  }

  private record Encoder(String name) implements TextEncoder {

    @Override
    public int vocabularySize() {
      return END_OF_DOCUMENT + 1;
    }

    @Override
    public int endOfDocument() {
      return END_OF_DOCUMENT;
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
        for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
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
