package io.quipu.tokenizer;

import io.quipu.core.text.TextEncoder;
import io.quipu.tokenizer.encode.BpeEncoder;
import io.quipu.tokenizer.model.PieceVocabulary;
import io.quipu.tokenizer.model.RankFile;
import io.quipu.tokenizer.model.RankedVocabulary;
import io.quipu.tokenizer.model.SentencePieceFile;
import io.quipu.tokenizer.pretokenize.SplitPattern;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/** Tokenizers by name, from a file, or from the arrays of another file format. */
public final class Tokenizers {

  /** Bytes that a vocabulary file may have. */
  public static final int MAX_FILE_BYTES = 64 << 20;

  private Tokenizers() {}

  /** Names that {@link #builtIn} knows. */
  public static List<String> builtInNames() {
    return PublishedVocabulary.builtInNames();
  }

  /**
   * A published tokenizer that comes along; built anew at each call, so keep it.
   *
   * @throws IllegalArgumentException if the name is not one of {@link #builtInNames}
   */
  public static TextEncoder builtIn(String name) {
    PublishedVocabulary published = PublishedVocabulary.named(name);
    return BpeEncoder.of(name, published.read(), published.knownPattern());
  }

  /**
   * Reads a SentencePiece {@code .model} or a tiktoken rank file; which one is seen from its first
   * byte. Rank files do not say how text is split: published ones are recognized by digest, others
   * split as cl100k_base.
   *
   * @param name what the tokenizer is called, without the digest
   * @throws IOException if reading fails
   * @throws IllegalArgumentException if the file is damaged or of a kind that is not supported
   */
  public static TextEncoder fromFile(InputStream in, String name) throws IOException {
    byte[] file = readAll(in, name);
    if (file.length > 0 && file[0] == 0x0a) { // field 1 of a ModelProto; no Base64 starts like it
      return BpeEncoder.of(name, SentencePieceFile.read(file));
    }
    if (file.length > 0 && file[0] == '{') {
      throw new IllegalArgumentException(
          name + ": tokenizer.json is not read; known are SentencePiece .model and .tiktoken");
    }
    RankedVocabulary plain = RankFile.read(file, Collections.emptySortedMap());
    PublishedVocabulary published = PublishedVocabulary.withDigest(plain.sha256());
    return published == null
        ? BpeEncoder.of(name, plain, SplitPattern.CL100K)
        : BpeEncoder.of(name, published.withSpecial(plain), published.knownPattern());
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

  private static byte[] readAll(InputStream in, String name) throws IOException {
    byte[] file = in.readNBytes(MAX_FILE_BYTES + 1);
    if (file.length > MAX_FILE_BYTES) {
      throw new IllegalArgumentException(
          name + ": a vocabulary file has at most " + MAX_FILE_BYTES + " bytes");
    }
    return file;
  }
}
