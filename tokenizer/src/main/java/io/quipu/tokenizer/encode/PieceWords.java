package io.quipu.tokenizer.encode;

import io.quipu.tokenizer.pretokenize.Utf8;

/**
 * SentencePiece BPE between two cuts: characters are symbols, the pair whose joined text has the
 * highest score merges first, the leftmost on ties; what is no piece in the end becomes its bytes
 * (sentencepiece 0.2.2, src/bpe_model.cc).
 */
final class PieceWords implements WordEncoder {

  private final PieceTables tables;
  private final Merger merger;
  private int[] symbols = new int[256];

  PieceWords(PieceTables tables) {
    this.tables = tables;
    this.merger = new Merger(tables.merges, tables.ranks);
  }

  @Override
  public void encode(byte[] text, int from, int to, IdBuffer ids) {
    int user = tables.userIndex.id(text, from, to);
    if (user >= 0) {
      ids.add(user);
      return;
    }
    if (symbols.length < to - from) {
      symbols = new int[(to - from) + ((to - from) >> 1)];
    }
    int count = 0;
    for (int at = from; at < to; at += Utf8.length(text[at])) {
      symbols[count++] = tables.characters.get(Utf8.codePoint(text, at));
    }
    count = merger.merge(symbols, count);
    ids.reserve(count);
    int at = from;
    for (int i = 0; i < count; i++) {
      int symbol = symbols[i];
      int end = at + (symbol < 0 ? Utf8.length(text[at]) : tables.lengths[symbol]);
      if (symbol >= 0 && symbol < tables.vocabulary.size()) {
        ids.add(symbol);
      } else {
        addBytes(text, at, end, ids);
      }
      at = end;
    }
  }

  private void addBytes(byte[] text, int from, int to, IdBuffer ids) {
    if (text[from] == ' ') { // stands for U+2581
      ids.add(tables.vocabulary.byteId(0xe2));
      ids.add(tables.vocabulary.byteId(0x96));
      ids.add(tables.vocabulary.byteId(0x81));
      return;
    }
    for (int i = from; i < to; i++) {
      ids.add(tables.vocabulary.byteId(text[i] & 0xff));
    }
  }

  @Override
  public void trim(int limit) {
    merger.trim(limit);
    if (symbols.length > limit) {
      symbols = new int[256];
    }
  }
}
