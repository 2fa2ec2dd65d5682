package io.quipu.tokenizer.encode;

import io.quipu.core.text.EncodedText;
import io.quipu.core.text.TextEncoder;
import io.quipu.tokenizer.model.PieceType;
import io.quipu.tokenizer.model.PieceVocabulary;
import io.quipu.tokenizer.model.RankedVocabulary;
import io.quipu.tokenizer.model.TokenBytes;
import io.quipu.tokenizer.pretokenize.SplitPattern;
import io.quipu.tokenizer.pretokenize.Splitter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;

/**
 * Byte pair encoding, byte-level as tiktoken or over characters as SentencePiece does it. Immutable
 * for its users: buffers and caches are lent to one call at a time.
 */
public final class BpeEncoder implements TextEncoder {

  private static final int NAME_DIGITS = 12;

  private final String name;
  private final int vocabularySize;
  private final int endOfDocument;
  private final TokenBytes tokens;
  private final boolean dropsFirstSpace;
  private final TokenEnds ends;
  private final Supplier<EncodePass> passes;
  private final ConcurrentLinkedDeque<EncodePass> idle = new ConcurrentLinkedDeque<>();

  private BpeEncoder(
      String name,
      int endOfDocument,
      TokenBytes tokens,
      boolean dropsFirstSpace,
      TokenEnds ends,
      Supplier<EncodePass> passes) {
    this.name = name;
    this.vocabularySize = tokens.size();
    this.endOfDocument = endOfDocument;
    this.tokens = tokens;
    this.dropsFirstSpace = dropsFirstSpace;
    this.ends = ends;
    this.passes = passes;
  }

  /** Byte-level BPE; agrees with {@code encode_ordinary} of tiktoken 0.14.0. */
  public static BpeEncoder of(String name, RankedVocabulary vocabulary, SplitPattern pattern) {
    byte[][] tokens = new byte[vocabulary.size()][];
    for (int id = 0; id < tokens.length; id++) {
      tokens[id] = id < vocabulary.tokens().size() ? vocabulary.tokens().of(id) : new byte[0];
    }
    vocabulary
        .special()
        .forEach((spelling, id) -> tokens[id] = spelling.getBytes(StandardCharsets.UTF_8));
    ByteWords.Tables tables = new ByteWords.Tables(vocabulary);
    Splitter splitter = pattern.splitter();
    TokenBytes bytes = new TokenBytes(tokens);
    return new BpeEncoder(
        name + "@" + vocabulary.sha256().substring(0, NAME_DIGITS),
        vocabulary.endOfDocument(),
        bytes,
        false,
        TokenEnds.of(bytes),
        () -> new EncodePass(splitter, new ByteWords(tables), TextBytes.NO_SPACE_MARK, false));
  }

  /**
   * SentencePiece BPE; agrees with {@code encode} of sentencepiece 0.2.2.
   *
   * @throws IllegalArgumentException if two pieces have the same text
   */
  public static BpeEncoder of(String name, PieceVocabulary vocabulary) {
    byte[][] tokens = new byte[vocabulary.size()][];
    for (int id = 0; id < tokens.length; id++) {
      tokens[id] = surface(vocabulary, id);
    }
    PieceTables tables = new PieceTables(vocabulary);
    Splitter splitter = new PieceCuts(tables);
    boolean prefix = vocabulary.dummyPrefix();
    return new BpeEncoder(
        name + "@" + vocabulary.sha256().substring(0, NAME_DIGITS),
        vocabulary.endOfDocument(),
        new TokenBytes(tokens),
        prefix,
        TokenEnds.of(vocabulary),
        () -> new EncodePass(splitter, new PieceWords(tables), PieceTables.SPACE_MARK, prefix));
  }

  private static byte[] surface(PieceVocabulary vocabulary, int id) {
    PieceType type = vocabulary.type(id);
    return switch (type) {
      case BYTE -> new byte[] {(byte) vocabulary.byteOf(id)};
      case CONTROL -> new byte[0];
      case UNKNOWN -> " \u2047 ".getBytes(StandardCharsets.UTF_8);
      case NORMAL, USER_DEFINED, UNUSED ->
          vocabulary
              .piece(id)
              .replace(PieceTables.SPACE_MARK, ' ')
              .getBytes(StandardCharsets.UTF_8);
    };
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int vocabularySize() {
    return vocabularySize;
  }

  @Override
  public int endOfDocument() {
    return endOfDocument;
  }

  @Override
  public int[] encode(CharSequence text) {
    EncodePass pass = borrow();
    IdBuffer ids = pass.encode(text);
    int[] result = Arrays.copyOf(ids.ids, ids.size);
    giveBack(pass);
    return result;
  }

  @Override
  public EncodedText encodeWithEnds(CharSequence text) {
    int[] ids = encode(text);
    return new EncodedText(ids, ends.of(text, ids));
  }

  @Override
  public int count(CharSequence text) {
    EncodePass pass = borrow();
    int count = pass.encode(text).size;
    giveBack(pass);
    return count;
  }

  /**
   * {@inheritDoc} A vocabulary that puts a space before each text has it taken away from the first
   * token that has any bytes: the range is taken for a text of its own.
   *
   * @throws IllegalArgumentException if an id is not in the vocabulary
   */
  @Override
  public byte[] decode(int[] ids, int from, int to) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4 * (to - from) + 8);
    for (int i = from; i < to; i++) {
      if (ids[i] < 0 || ids[i] >= vocabularySize) {
        throw new IllegalArgumentException(
            "id " + ids[i] + " at " + i + " is not in the vocabulary of " + vocabularySize);
      }
      tokens.append(ids[i], bytes);
    }
    byte[] text = bytes.toByteArray();
    return dropsFirstSpace && text.length > 0 && text[0] == ' '
        ? Arrays.copyOfRange(text, 1, text.length)
        : text;
  }

  private EncodePass borrow() {
    EncodePass pass = idle.pollFirst();
    return pass == null ? passes.get() : pass;
  }

  /** A pass that threw is not given back. */
  private void giveBack(EncodePass pass) {
    pass.clear();
    idle.offerFirst(pass);
  }
}
