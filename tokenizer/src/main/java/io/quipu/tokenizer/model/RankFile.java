package io.quipu.tokenizer.model;

import io.quipu.core.hash.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rank files of tiktoken: a line per token, its bytes in Base64, a space, its rank in decimal
 * (tiktoken 0.14.0, tiktoken/load.py). Lines in order of rank have the digest that tiktoken pins.
 */
public final class RankFile {

  private RankFile() {}

  /**
   * Reads a rank file.
   *
   * @param special spelling and id of tokens that are not in the file
   * @throws IllegalArgumentException if a line is not such a line, a rank or token is there twice,
   *     one of the 256 single bytes is missing, or a special id is taken
   */
  public static RankedVocabulary read(byte[] file, SortedMap<String, Integer> special) {
    List<byte[]> tokens = new ArrayList<>();
    int lineNumber = 0;
    for (int start = 0; start < file.length; ) {
      int end = start;
      while (end < file.length && file[end] != '\n') {
        end++;
      }
      lineNumber++;
      if (end > start) {
        put(
            tokens,
            line(file, start, end, lineNumber),
            rank(file, start, end, lineNumber),
            lineNumber);
      }
      start = end + 1;
    }
    byte[][] byId = tokens.toArray(new byte[0][]);
    TokenBytes all = new TokenBytes(byId);
    TokenIndex index = new TokenIndex(all);
    byte[] single = new byte[1];
    for (int b = 0; b < 256; b++) {
      single[0] = (byte) b;
      if (index.id(single, 0, 1) < 0) {
        throw new IllegalArgumentException("rank file: no token for the single byte " + b);
      }
    }
    special.forEach((spelling, id) -> checkSpecial(spelling, id, byId));
    return new RankedVocabulary(
        all, index, Collections.unmodifiableSortedMap(new TreeMap<>(special)), digest(byId));
  }

  private static void checkSpecial(String spelling, int id, byte[][] byId) {
    if (id < 0 || id >= TokenBytes.MAX_SIZE || (id < byId.length && byId[id].length > 0)) {
      throw new IllegalArgumentException("special token " + spelling + ": id " + id + " is taken");
    }
  }

  private static void put(List<byte[]> tokens, byte[] token, int rank, int lineNumber) {
    while (tokens.size() <= rank) {
      tokens.add(new byte[0]);
    }
    if (tokens.get(rank).length > 0) {
      throw new IllegalArgumentException(
          "rank file line " + lineNumber + ": rank " + rank + " twice");
    }
    tokens.set(rank, token);
  }

  private static byte[] line(byte[] file, int start, int end, int lineNumber) {
    int space = spaceIn(file, start, end, lineNumber);
    try {
      byte[] token = Base64.getDecoder().decode(Arrays.copyOfRange(file, start, space));
      if (token.length > 0) {
        return token;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("rank file line " + lineNumber + ": not Base64", e);
    }
    throw new IllegalArgumentException("rank file line " + lineNumber + ": an empty token");
  }

  private static int rank(byte[] file, int start, int end, int lineNumber) {
    int from = spaceIn(file, start, end, lineNumber) + 1;
    int to = end > from && file[end - 1] == '\r' ? end - 1 : end;
    int rank = to - from > 0 && to - from <= 7 ? 0 : -1;
    for (int i = from; i < to && rank >= 0; i++) {
      rank = file[i] >= '0' && file[i] <= '9' ? rank * 10 + (file[i] - '0') : -1;
    }
    if (rank < 0 || rank >= TokenBytes.MAX_SIZE) {
      throw new IllegalArgumentException(
          "rank file line " + lineNumber + ": a rank is a number below " + TokenBytes.MAX_SIZE);
    }
    return rank;
  }

  private static int spaceIn(byte[] file, int start, int end, int lineNumber) {
    for (int i = start; i < end; i++) {
      if (file[i] == ' ') {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "rank file line " + lineNumber + ": not a Base64 token, a space and a rank");
  }

  private static String digest(byte[][] byId) {
    MessageDigest sha256 = Sha256.digest();
    for (int id = 0; id < byId.length; id++) {
      if (byId[id].length > 0) {
        String line = Base64.getEncoder().encodeToString(byId[id]) + " " + id + "\n";
        sha256.update(line.getBytes(StandardCharsets.US_ASCII));
      }
    }
    return Sha256.hex(sha256);
  }
}
