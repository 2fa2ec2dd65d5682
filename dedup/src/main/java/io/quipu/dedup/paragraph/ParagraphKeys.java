package io.quipu.dedup.paragraph;

import io.quipu.core.text.CharacterSet;
import io.quipu.core.text.DocumentView;
import io.quipu.core.text.Segmentations;
import io.quipu.core.text.Segments;
import io.quipu.dedup.text.LowerCase;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Keys and places of the paragraphs of one text, as CCNet has them (Wenzek et al. 2019, <a
 * href="https://arxiv.org/abs/1911.00359">arXiv:1911.00359</a>, section 3.1; {@code
 * normalize_for_dedup} of facebookresearch/cc_net 1341eec): a paragraph is a line; its normal form
 * is stripped, in lower case, every digit is {@code 0}, 34 Unicode punctuation marks (ASCII ones
 * stay) and control characters are removed; its key is the first 8 bytes of SHA-1 over the UTF-8,
 * little-endian.
 *
 * <p>Departures: CCNet removes every copy of a paragraph that is seen twice among the shards that
 * happen to be loaded together, the first included; here the first by rank stays, whatever is
 * loaded. A paragraph whose normal form is shorter than {@code minCharacters} has no key and stays.
 *
 * <p>Belongs to one thread and is reused.
 */
public final class ParagraphKeys {

  private static final String REMOVED =
      "\uff0c\u3002\u3001\u201e\u201d\u201c\u00ab\u00bb\uff11\u300d\u300c\u300a\u300b\u00b4\u2236"
          + "\uff1a\uff1f\uff01\uff08\uff09\uff1b\u2013\u2014\uff0e\uff5e\u2019\u2026\u2501\u3008"
          + "\u3009\u3010\u3011\uff05\u25ba";

  private final int minCharacters;
  private final MessageDigest sha1;
  private final byte[] digest = new byte[20];
  private byte[] normal = new byte[1024]; // UTF-8
  private int normalBytes;
  private int normalCharacters;

  private int count;
  private long[] keys = new long[256];
  private int[] starts = new int[256];
  private int[] ends = new int[256];

  /**
   * @param minCharacters code points of the normal form from which on a paragraph has a key; at
   *     least 1
   */
  public ParagraphKeys(int minCharacters) {
    if (minCharacters < 1) {
      throw new IllegalArgumentException("minCharacters must be at least 1: " + minCharacters);
    }
    this.minCharacters = minCharacters;
    try {
      sha1 = MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }

  /** Turns to the lines of a text. */
  public void read(DocumentView view) {
    Segments lines = view.segments(Segmentations.LINES);
    count = 0;
    for (int i = 0; i < lines.count(); i++) {
      normalize(lines.characters(), lines.start(i), lines.end(i));
      if (normalCharacters >= minCharacters) {
        add(hash(), lines.start(i), lines.end(i));
      }
    }
  }

  /** Number of paragraphs that have a key. */
  public int count() {
    return count;
  }

  public long key(int i) {
    return keys[i];
  }

  /** UTF-16 offset in the revision. */
  public int start(int i) {
    return starts[i];
  }

  /** UTF-16 offset in the revision, exclusive, before the newline. */
  public int end(int i) {
    return ends[i];
  }

  private void add(long key, int start, int end) {
    if (count == keys.length) {
      keys = Arrays.copyOf(keys, 2 * count);
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    keys[count] = key;
    starts[count] = start;
    ends[count++] = end;
  }

  private long hash() {
    try {
      sha1.update(normal, 0, normalBytes);
      sha1.digest(digest, 0, digest.length);
    } catch (DigestException e) {
      throw new IllegalStateException("SHA-1 has 20 bytes", e);
    }
    long key = 0;
    for (int i = 7; i >= 0; i--) {
      key = key << 8 | (digest[i] & 0xFF);
    }
    return key;
  }

  private void normalize(char[] text, int start, int end) {
    normalBytes = 0;
    normalCharacters = 0;
    while (start < end && CharacterSet.PYTHON_SPACE.contains(text[start])) {
      start++;
    }
    while (end > start && CharacterSet.PYTHON_SPACE.contains(text[end - 1])) {
      end--;
    }
    for (int i = start; i < end; i++) {
      int c = text[i];
      if (c < 0x80) {
        if (c >= 'A' && c <= 'Z') {
          put(c + 32);
        } else if (c >= '0' && c <= '9') {
          put('0');
        } else if (c >= 32 && c != 127) {
          put(c);
        }
      } else if (c == LowerCase.SIGMA) {
        put(LowerCase.sigma(text, end, i));
      } else if (c == LowerCase.DOTTED_I) {
        put('i');
        put(LowerCase.DOT_ABOVE);
      } else {
        c = Character.codePointAt(text, i, end);
        i += Character.charCount(c) - 1;
        if (Character.isDigit(c)) {
          put('0');
        } else if (c >= 160 && REMOVED.indexOf(c) < 0) {
          put(Character.toLowerCase(c));
        }
      }
    }
  }

  private void put(int c) {
    if (normalBytes + 4 > normal.length) {
      normal = Arrays.copyOf(normal, 2 * normal.length);
    }
    normalCharacters++;
    if (c < 0x80) {
      normal[normalBytes++] = (byte) c;
    } else if (c < 0x800) {
      normal[normalBytes++] = (byte) (0xC0 | c >> 6);
      normal[normalBytes++] = (byte) (0x80 | c & 0x3F);
    } else if (c < 0x10000) {
      normal[normalBytes++] = (byte) (0xE0 | c >> 12);
      normal[normalBytes++] = (byte) (0x80 | c >> 6 & 0x3F);
      normal[normalBytes++] = (byte) (0x80 | c & 0x3F);
    } else {
      normal[normalBytes++] = (byte) (0xF0 | c >> 18);
      normal[normalBytes++] = (byte) (0x80 | c >> 12 & 0x3F);
      normal[normalBytes++] = (byte) (0x80 | c >> 6 & 0x3F);
      normal[normalBytes++] = (byte) (0x80 | c & 0x3F);
    }
  }
}
