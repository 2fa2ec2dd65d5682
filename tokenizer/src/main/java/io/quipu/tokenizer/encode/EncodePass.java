package io.quipu.tokenizer.encode;

import io.quipu.tokenizer.pretokenize.Splitter;

/**
 * Encodes one text after the other on one thread. Words go through in batches, because the cache is
 * larger than the processor's: all slots of a batch are touched before the first is used, so that
 * their loads overlap.
 */
final class EncodePass {

  private static final int BATCH = 64;

  /** Elements that each array may keep between texts. */
  private static final int KEEP = 1 << 20;

  private final Splitter splitter;
  private final WordEncoder words;
  private final char spaceMark;
  private final boolean prefix;

  private final TextBytes text = new TextBytes();
  private final IdBuffer ids = new IdBuffer();
  private final WordCache cache = new WordCache();
  private final int[] ends = new int[BATCH];
  private final long[] lows = new long[BATCH];
  private final long[] highs = new long[BATCH];
  private final int[] slots = new int[BATCH];

  @SuppressWarnings("UnusedVariable")
  private long touched; // written so that the touching loads are not optimized away

  EncodePass(Splitter splitter, WordEncoder words, char spaceMark, boolean prefix) {
    this.splitter = splitter;
    this.words = words;
    this.spaceMark = spaceMark;
    this.prefix = prefix;
  }

  /** Encodes a text; the result is valid until {@link #clear}. */
  IdBuffer encode(CharSequence from) {
    text.set(from, spaceMark, prefix);
    for (int at = 0; at < text.length; ) {
      int count = splitter.split(text.bytes, at, text.length, ends);
      look(at, count);
      append(at, count);
      at = ends[count - 1];
    }
    return ids;
  }

  /** Makes ready for the next text. */
  void clear() {
    ids.clear(KEEP);
    text.trim(KEEP);
    words.trim(KEEP);
  }

  private void look(int from, int count) {
    byte[] bytes = text.bytes;
    int at = from;
    for (int i = 0; i < count; i++) {
      int length = Math.min(ends[i] - at, WordCache.LONGEST);
      lows[i] = WordCache.low(bytes, at, length);
      highs[i] = WordCache.high(bytes, at, length);
      slots[i] = WordCache.slot(lows[i], highs[i]);
      at = ends[i];
    }
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += cache.touch(slots[i]);
    }
    touched = sum;
  }

  private void append(int from, int count) {
    int at = from;
    for (int i = 0; i < count; i++) {
      int end = ends[i];
      ids.reserve(WordCache.MOST_IDS);
      if (end - at > WordCache.LONGEST) {
        words.encode(text.bytes, at, end, ids);
      } else if (!cache.append(slots[i], lows[i], highs[i], ids)) {
        int before = ids.size;
        words.encode(text.bytes, at, end, ids);
        cache.put(slots[i], lows[i], highs[i], ids.ids, before, ids.size);
      }
      at = end;
    }
  }
}
