package io.quipu.dedup.minhash;

import java.util.Arrays;

/**
 * Hashes the shingles of {@link WordShingles}. Streams in blocks: memory is that of the longest n
 * words. Belongs to one thread and is reused.
 */
final class ShingleHasher implements Shingling.Shingler {

  private static final int BLOCK = 1024;

  private final Words.Cutter cutter;
  private final int words;
  private final ShingleHash.OfBytes hash;
  private final int[] starts; // starts[k % words] is where word k starts in utf8
  private byte[] utf8 = new byte[1 << 14];
  private final long[] block = new long[BLOCK];

  private int end; // of the last word in utf8
  private long count; // words so far
  private int blocked;

  /**
   * @param words words of a shingle
   */
  ShingleHasher(Words.Cutter cutter, int words, ShingleHash.OfBytes hash) {
    this.cutter = cutter;
    this.words = words;
    this.hash = hash;
    starts = new int[words];
  }

  @Override
  public long hash(char[] text, int length, Shingling.Sink sink) {
    end = 0;
    count = 0;
    blocked = 0;
    cutter.cut(text, length, (word, from, to) -> word(word, from, to, sink));
    if (blocked > 0) {
      sink.shingles(block, blocked);
    }
    return Math.max(0, count - words + 1);
  }

  private void word(char[] text, int from, int to, Shingling.Sink sink) {
    int most = 3 * (to - from) + 1;
    if (utf8.length - end < most) {
      makeRoom(most);
    }
    if (end > 0) {
      utf8[end++] = ' ';
    }
    starts[(int) (count++ % words)] = end;
    encode(text, from, to);
    if (count >= words) {
      block[blocked++] = hash.hash(utf8, starts[(int) (count % words)], end);
      if (blocked == BLOCK) {
        sink.shingles(block, blocked);
        blocked = 0;
      }
    }
  }

  private void encode(char[] text, int from, int to) {
    byte[] out = utf8;
    int n = end;
    for (int i = from; i < to; i++) {
      int c = text[i];
      if (c < 0x80) {
        out[n++] = (byte) c;
      } else if (c < 0x800) {
        out[n++] = (byte) (0xC0 | c >> 6);
        out[n++] = (byte) (0x80 | c & 0x3F);
      } else if (!Character.isSurrogate(text[i])) {
        out[n++] = (byte) (0xE0 | c >> 12);
        out[n++] = (byte) (0x80 | c >> 6 & 0x3F);
        out[n++] = (byte) (0x80 | c & 0x3F);
      } else if (i + 1 < to && Character.isSurrogatePair(text[i], text[i + 1])) {
        c = Character.toCodePoint(text[i], text[++i]);
        out[n++] = (byte) (0xF0 | c >> 18);
        out[n++] = (byte) (0x80 | c >> 12 & 0x3F);
        out[n++] = (byte) (0x80 | c >> 6 & 0x3F);
        out[n++] = (byte) (0x80 | c & 0x3F);
      } else {
        out[n++] = '?';
      }
    }
    end = n;
  }

  /** Drops what no later shingle needs, and grows if that is not enough. */
  private void makeRoom(int needed) {
    int drop = end; // keep the last words - 1 words
    if (words > 1 && count > 0) {
      long first = Math.max(0, count - (words - 1));
      drop = starts[(int) (first % words)];
      for (long k = first; k < count; k++) {
        starts[(int) (k % words)] -= drop;
      }
    }
    System.arraycopy(utf8, drop, utf8, 0, end - drop);
    end -= drop;
    if (utf8.length - end < needed) {
      utf8 = Arrays.copyOf(utf8, Math.max(2 * utf8.length, end + needed));
    }
  }
}
