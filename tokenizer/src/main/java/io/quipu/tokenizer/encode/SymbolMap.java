package io.quipu.tokenizer.encode;

import java.util.Arrays;

/** Symbols of characters. Filled once, then shared between threads. */
final class SymbolMap {

  private final int[] ascii = new int[0x80];
  private int[] codePoints = new int[64]; // open addressing; 0 is free, U+0000 is in ascii
  private int[] symbols = new int[64];
  private int count;

  SymbolMap() {
    Arrays.fill(ascii, -1);
  }

  void put(int codePoint, int symbol) {
    if (codePoint < 0x80) {
      ascii[codePoint] = symbol;
      return;
    }
    if (2 * count >= codePoints.length) {
      grow();
    }
    int slot = find(codePoint);
    if (codePoints[slot] == 0) {
      count++;
    }
    codePoints[slot] = codePoint;
    symbols[slot] = symbol;
  }

  /** The symbol of a character, or -1. */
  int get(int codePoint) {
    if (codePoint < 0x80) {
      return ascii[codePoint];
    }
    int slot = find(codePoint);
    return codePoints[slot] == 0 ? -1 : symbols[slot];
  }

  private int find(int codePoint) {
    int mask = codePoints.length - 1;
    int slot = ((codePoint * 0x9e3779b1) >>> 11) & mask;
    while (codePoints[slot] != 0 && codePoints[slot] != codePoint) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    int[] oldPoints = codePoints;
    int[] oldSymbols = symbols;
    codePoints = new int[2 * oldPoints.length];
    symbols = new int[2 * oldPoints.length];
    for (int i = 0; i < oldPoints.length; i++) {
      if (oldPoints[i] != 0) {
        int slot = find(oldPoints[i]);
        codePoints[slot] = oldPoints[i];
        symbols[slot] = oldSymbols[i];
      }
    }
  }
}
