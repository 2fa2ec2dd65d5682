package io.quipu.tokenizer.pretokenize;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What {@code \p{L}}, {@code \p{N}}, {@code \p{M}} and {@code \s} mean to the reference tokenizers:
 * general categories and White_Space of Unicode 16.0. {@link Character#getType} follows the Java
 * release (Unicode 13 in Java 17: 9,787 letters fewer) and would give other ids on other JVMs. The
 * table is generated: {@code benchmarks/peers/unicode_classes.py} says how.
 */
final class CharacterClasses {

  static final byte OTHER = 0;
  static final byte LETTER = 1;
  static final byte NUMBER = 2;
  static final byte SPACE = 3;
  static final byte MARK = 4;

  /** Class of each ASCII character. */
  static final byte[] ASCII;

  // Two stages: PAGES[code point >> 8] is the number of a block of 256 classes.
  private static final byte[] BLOCKS;
  private static final short[] PAGES = new short[0x1100];

  static {
    byte[] all = read();
    ASCII = Arrays.copyOf(all, 0x80);
    byte[] blocks = new byte[all.length];
    int count = 0;
    for (int page = 0; page < PAGES.length; page++) {
      int found = 0;
      while (found < count
          && !Arrays.equals(
              all, page << 8, (page + 1) << 8, blocks, found << 8, (found + 1) << 8)) {
        found++;
      }
      if (found == count) {
        System.arraycopy(all, page << 8, blocks, count++ << 8, 256);
      }
      PAGES[page] = (short) found;
    }
    BLOCKS = Arrays.copyOf(blocks, count << 8);
  }

  private CharacterClasses() {}

  static byte of(int codePoint) {
    return BLOCKS[(PAGES[codePoint >> 8] << 8) | (codePoint & 0xff)];
  }

  private static byte[] read() {
    byte[] all = new byte[0x110000];
    InputStream in = CharacterClasses.class.getResourceAsStream("classes.txt");
    if (in == null) {
      throw new IllegalStateException("classes.txt is missing from the jar");
    }
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("#")) {
          continue;
        }
        int space = line.indexOf(' ', 2);
        int first = Integer.parseInt(line.substring(2, space), 16);
        int last = Integer.parseInt(line.substring(space + 1), 16);
        Arrays.fill(all, first, last + 1, classOf(line.charAt(0)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private static byte classOf(char name) {
    return switch (name) {
      case 'L' -> LETTER;
      case 'N' -> NUMBER;
      case 'M' -> MARK;
      case 'S' -> SPACE;
      default -> throw new IllegalStateException("classes.txt: unknown class " + name);
    };
  }
}
