package io.quipu.dedup.minhash;

import io.quipu.core.hash.StableHash;
import java.util.Arrays;

/**
 * Hashes of the word n-grams of a text: XXH64 over the UTF-8 of the words ({@link NormalWords})
 * joined with one blank. Streams in blocks: memory is that of the longest n words. Belongs to one
 * thread and is reused.
 */
public final class ShingleHasher {

  /** Takes the hashes of one text, in order, repeats included. */
  public interface Sink {
    /** [0, count) of {@code hashes}, valid during the call. */
    void shingles(long[] hashes, int count);
  }

  private static final int BLOCK = 1024;

  private final int words;
  private final NormalWords normalWords = new NormalWords();
  private final int[] starts; // starts[k % words] is where word k starts in utf8
  private byte[] utf8 = new byte[1 << 14];
  private final long[] block = new long[BLOCK];

  private int end; // of the last word in utf8
  private long count; // words so far
  private int blocked;

  /**
   * @param words words of a shingle
   */
  public ShingleHasher(int words) {
    this.words = words;
    starts = new int[words];
  }

  /**
   * Hashes the shingles of the characters [0, length).
   *
   * @return number of shingles, repeats included; 0 for a text of too few words
   */
  public long hash(char[] text, int length, Sink sink) {
    end = 0;
    count = 0;
    blocked = 0;
    normalWords.cut(text, length, (word, from, to) -> word(word, from, to, sink));
    if (blocked > 0) {
      sink.shingles(block, blocked);
    }
    return Math.max(0, count - words + 1);
  }

  private void word(char[] text, int from, int to, Sink sink) {
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
      block[blocked++] = StableHash.ofBytes(utf8, starts[(int) (count % words)], end);
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
