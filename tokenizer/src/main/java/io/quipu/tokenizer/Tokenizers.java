package io.quipu.tokenizer;

import io.quipu.core.table.Table;
import io.quipu.core.text.TextEncoder;
import io.quipu.tokenizer.encode.BpeEncoder;
import io.quipu.tokenizer.model.PieceVocabulary;
import io.quipu.tokenizer.model.RankFile;
import io.quipu.tokenizer.pretokenize.SplitPattern;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Tokenizers by name, from a file, or from the arrays of another file format. */
public final class Tokenizers {

  /** Bytes that a file of nothing but a vocabulary may have. */
  public static final int MAX_FILE_BYTES = 64 << 20;

  private static final Table<TokenizerFamily> FAMILIES =
      Table.open(
          "tokenizer family",
          TokenizerFamily.class,
          List.of(new SentencePieceFamily(), new TiktokenFamily()),
          TokenizerFamily::name);

  private Tokenizers() {}

  /** The table of families. */
  public static Table<TokenizerFamily> families() {
    return FAMILIES;
  }

  /** Names that {@link #builtIn} knows, sorted. */
  public static List<String> builtInNames() {
    return FAMILIES.rows().stream()
        .flatMap(family -> family.builtInNames().stream())
        .sorted()
        .toList();
  }

  /**
   * A published tokenizer that comes along; each call builds it again, so keep it.
   *
   * @throws IllegalArgumentException if the name is not one of {@link #builtInNames}
   */
  public static TextEncoder builtIn(String name) {
    for (TokenizerFamily family : FAMILIES.rows()) {
      if (family.builtInNames().contains(name)) {
        return family.builtIn(name);
      }
    }
    throw new IllegalArgumentException("tokenizer " + name + ": built in are " + builtInNames());
  }

  /**
   * Reads a file of any family; which one is seen from the file.
   *
   * @param name what the tokenizer is called, without the digest
   * @throws IOException if reading fails
   * @throws IllegalArgumentException if the file is damaged or of a kind that is not supported
   */
  public static TextEncoder fromFile(InputStream in, String name) throws IOException {
    return fromFile(in, name, FAMILIES);
  }

  static TextEncoder fromFile(InputStream in, String name, Table<TokenizerFamily> families)
      throws IOException {
    BufferedInputStream file = new BufferedInputStream(in);
    file.mark(TokenizerFamily.HEAD_BYTES);
    byte[] head = file.readNBytes(TokenizerFamily.HEAD_BYTES);
    file.reset();
    for (TokenizerFamily family : families.rows()) {
      if (family.recognizes(name, head)) {
        return family.read(file, name);
      }
    }
    throw new IllegalArgumentException(
        name
            + ": not a tokenizer file that can be read; supported are "
            + families.rows().stream()
                .map(TokenizerFamily::files)
                .collect(Collectors.joining(", ")));
  }

  /**
   * Reads a tiktoken rank file whose splitting pattern and special tokens the caller knows.
   *
   * @param special ids by spelling; {@code <|endoftext|>} ends documents
   * @throws IOException if reading fails
   * @throws IllegalArgumentException if the file is damaged or a special id is taken
   */
  public static TextEncoder fromRankFile(
      InputStream in, String name, SplitPattern pattern, SortedMap<String, Integer> special)
      throws IOException {
    return BpeEncoder.of(name, RankFile.read(readAll(in, name), special), pattern);
  }

  /**
   * SentencePiece BPE from arrays, as a GGUF file has them.
   *
   * @param pieces by id, U+2581 for the space
   * @param scores higher ones merge first
   * @param types numbers of {@link io.quipu.tokenizer.model.PieceType}
   * @param endOfDocument id of the end of a sequence, or -1
   * @param dummyPrefix whether a space is put before each text, as LLaMA does
   * @throws IllegalArgumentException if the arrays do not make a BPE vocabulary with byte fallback
   */
  public static TextEncoder sentencePiece(
      String name,
      String[] pieces,
      float[] scores,
      int[] types,
      int endOfDocument,
      boolean dummyPrefix) {
    return BpeEncoder.of(
        name, new PieceVocabulary(pieces, scores, types, endOfDocument, dummyPrefix));
  }

  /** The whole of a file that holds nothing but a vocabulary. */
  static byte[] readAll(InputStream in, String name) throws IOException {
    byte[] file = in.readNBytes(MAX_FILE_BYTES + 1);
    if (file.length > MAX_FILE_BYTES) {
      throw new IllegalArgumentException(
          name + ": a vocabulary file has at most " + MAX_FILE_BYTES + " bytes");
    }
    return file;
  }
}
