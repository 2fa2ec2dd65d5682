package io.quipu.tokenizer.encode;

import io.quipu.tokenizer.model.RankedVocabulary;
import io.quipu.tokenizer.model.TokenBytes;
import io.quipu.tokenizer.model.TokenIndex;

/**
 * Byte-level BPE as tiktoken does it: a word that is a token is that token; otherwise its bytes are
 * symbols and merge by rank, the rank of a pair being the id of its joined bytes.
 */
final class ByteWords implements WordEncoder {

  /** What all threads share: pairs are all splits of a token into two tokens. */
  static final class Tables {
    final TokenIndex index;
    final PairTable pairs = new PairTable();
    final int[] byteIds = new int[256];
    final int[] ranks;

    Tables(RankedVocabulary vocabulary) {
      TokenBytes tokens = vocabulary.tokens();
      index = vocabulary.index();
      ranks = new int[tokens.size()];
      for (int id = 0; id < tokens.size(); id++) {
        ranks[id] = id;
        byte[] token = tokens.of(id);
        for (int cut = 1; cut < token.length; cut++) {
          int left = index.id(token, 0, cut);
          int right = left < 0 ? -1 : index.id(token, cut, token.length);
          if (right >= 0) {
            pairs.put(left, right, id);
          }
        }
      }
      byte[] single = new byte[1];
      for (int b = 0; b < 256; b++) {
        single[0] = (byte) b;
        byteIds[b] = index.id(single, 0, 1);
      }
    }
  }

  private final Tables tables;
  private final Merger merger;
  private int[] symbols = new int[256];

  ByteWords(Tables tables) {
    this.tables = tables;
    this.merger = new Merger(tables.pairs, tables.ranks);
  }

  @Override
  public void encode(byte[] text, int from, int to, IdBuffer ids) {
    int whole = tables.index.id(text, from, to);
    if (whole >= 0) {
      ids.add(whole);
      return;
    }
    int count = to - from;
    if (symbols.length < count) {
      symbols = new int[count + (count >> 1)];
    }
    for (int i = 0; i < count; i++) {
      symbols[i] = tables.byteIds[text[from + i] & 0xff];
    }
    int left = merger.merge(symbols, count);
    ids.reserve(left);
    System.arraycopy(symbols, 0, ids.ids, ids.size, left);
    ids.size += left;
  }

  @Override
  public void trim(int limit) {
    merger.trim(limit);
    if (symbols.length > limit) {
      symbols = new int[256];
    }
  }
}
