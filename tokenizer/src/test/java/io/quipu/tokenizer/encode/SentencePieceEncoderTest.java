package io.quipu.tokenizer.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.core.text.EncodedText;
import io.quipu.tokenizer.model.PieceType;
import io.quipu.tokenizer.model.PieceVocabulary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SentencePieceEncoderTest {

  /** 0 to 255 are the bytes, 256 is {@code </s>}; the pieces of a test follow. */
  private static final int FIRST = 257;

  @Test
  void putsASpaceBeforeTheTextAndMergesTheHighestScoreFirst() {
    BpeEncoder encoder = encoder(List.of("\u2581", "a", "b", "\u2581a", "ab"), 0, 0, 0, -2, -1);
    assertThat(encoder.encode("ab")).containsExactly(FIRST, FIRST + 4);
    assertThat(encoder.encode("ab a")).containsExactly(FIRST, FIRST + 4, FIRST + 3);
    assertThat(encoder.encode("")).isEmpty();
    assertThat(encoder.endOfDocument()).isEqualTo(256);
  }

  /** The example of tokenizer/README.md. */
  @Test
  void mergesAcrossWordsWhereAPieceDoes() {
    BpeEncoder encoder =
        encoder(List.of("\u2581", "a", "b", "a\u2581b", "\u2581b"), 0, 0, 0, -2, -1);
    assertThat(encoder.encode("a b")).containsExactly(FIRST, FIRST + 3);
  }

  @Test
  void spellsUnknownCharactersInBytes() {
    BpeEncoder encoder = encoder(List.of("a"), 0);
    assertThat(encoder.encode("a\u00e9")).containsExactly(0xe2, 0x96, 0x81, FIRST, 0xc3, 0xa9);
  }

  @Test
  void takesSpellingsOfControlPiecesForText() {
    BpeEncoder encoder = encoder(List.of("\u2581", "<", "/", "s", ">"), 0, 0, 0, 0, 0);
    assertThat(encoder.encode("</s>"))
        .containsExactly(FIRST, FIRST + 1, FIRST + 2, FIRST + 3, FIRST + 4);
  }

  @Test
  void takesTheDummySpaceAwayAgain() {
    BpeEncoder encoder = encoder(List.of("\u2581", "a"), 0, 0);
    for (String text : List.of("", " ", "a", " a", "  a ", "\ud83d\ude42")) {
      int[] ids = encoder.encode(text);
      assertThat(new String(encoder.decode(ids, 0, ids.length), StandardCharsets.UTF_8))
          .isEqualTo(text);
    }
  }

  /**
   * The space that is put before is no part of the text; a character in bytes ends with the last.
   */
  @Test
  void endsTokensInTheTextAsItCame() {
    BpeEncoder encoder = encoder(List.of("\u2581", "a", "\u2581a"), 0, 0, -1);
    assertThat(ends(encoder, "a a")).containsExactly(1, 3);
    assertThat(ends(encoder, "\ud83d\ude42")).containsExactly(0, 0, 0, 0, 2);
    BpeEncoder spaceInBytes = encoder(List.of("a"), 0);
    assertThat(ends(spaceInBytes, "a ")).containsExactly(0, 0, 0, 1, 1, 1, 2);
    assertThat(ends(spaceInBytes, "")).isEmpty();
  }

  private static List<Integer> ends(BpeEncoder encoder, String text) {
    EncodedText encoded = encoder.encodeWithEnds(text);
    return IntStream.range(0, encoded.count()).map(encoded::end).boxed().toList();
  }

  @Test
  void decodesControlPiecesToNothing() {
    BpeEncoder encoder = encoder(List.of("\u2581a"), 0);
    assertThat(encoder.decode(new int[] {256, FIRST, FIRST, 256}, 0, 4))
        .containsExactly('a', ' ', 'a');
    assertThatThrownBy(() -> encoder.decode(new int[] {FIRST + 1}, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(String.valueOf(FIRST + 1));
  }

  @Test
  void refusesTwoPiecesOfOneText() {
    assertThatThrownBy(() -> encoder(List.of("a", "a"), 0, 0)).hasMessageContaining("are the same");
  }

  /** Cuts, cache, heap and frozen pieces change nothing: the whole text merges as one. */
  @Test
  void mergesLikeTheObviousWayOverTheWholeText() {
    for (int seed = 0; seed < 1_000; seed++) {
      Random random = new Random(seed);
      Obvious obvious = Obvious.random(random);
      BpeEncoder encoder = BpeEncoder.of("random", obvious.vocabulary());
      for (int i = 0; i < 3; i++) {
        String text = Obvious.text(random, random.nextInt(90));
        String described = String.format("seed %d: %s with %s", seed, text, obvious.pieces);
        EncodedText expected = obvious.encode(text);
        assertThat(encoder.encode(text)).as(described).isEqualTo(expected.ids());
        EncodedText actual = encoder.encodeWithEnds(text);
        assertThat(actual.ids()).as(described).isEqualTo(expected.ids());
        for (int token = 0; token < actual.count(); token++) {
          assertThat(actual.end(token)).as(described).isEqualTo(expected.end(token));
        }
      }
    }
  }

  private static BpeEncoder encoder(List<String> pieces, float... scores) {
    List<Float> all = new ArrayList<>();
    for (float score : scores) {
      all.add(score);
    }
    return BpeEncoder.of("test", vocabulary(pieces, all, new boolean[pieces.size()], true));
  }

  private static PieceVocabulary vocabulary(
      List<String> pieces, List<Float> scores, boolean[] user, boolean dummyPrefix) {
    int size = FIRST + pieces.size();
    String[] all = new String[size];
    float[] allScores = new float[size];
    int[] types = new int[size];
    for (int b = 0; b < 256; b++) {
      all[b] = String.format("<0x%02X>", b);
      types[b] = PieceType.BYTE.number();
    }
    all[256] = "</s>";
    types[256] = PieceType.CONTROL.number();
    for (int i = 0; i < pieces.size(); i++) {
      all[FIRST + i] = pieces.get(i);
      allScores[FIRST + i] = scores.get(i);
      types[FIRST + i] = (user[i] ? PieceType.USER_DEFINED : PieceType.NORMAL).number();
    }
    return new PieceVocabulary(all, allScores, types, 256, dummyPrefix);
  }

  /** SentencePiece BPE as its paper says it, on strings, quadratic. */
  private record Obvious(
      List<String> pieces, List<Float> scores, boolean[] user, boolean dummyPrefix) {

    private static final String[] CHARACTERS = {
      "a", "b", "c", " ", "\u2581", "\u00e9", "\u6f22", "\ud83d\ude42"
    };

    static Obvious random(Random random) {
      List<String> pieces = new ArrayList<>();
      List<Float> scores = new ArrayList<>();
      for (int i = random.nextInt(40); i > 0; i--) {
        String piece = text(random, 1 + random.nextInt(i % 4 == 0 ? 1 : 5)).replace(' ', '\u2581');
        if (!pieces.contains(piece)) {
          pieces.add(piece);
          scores.add((float) -random.nextInt(12));
        }
      }
      boolean[] user = new boolean[pieces.size()];
      for (int i = 0; i < user.length; i++) {
        user[i] = random.nextInt(12) == 0;
      }
      return new Obvious(pieces, scores, user, random.nextBoolean());
    }

    static String text(Random random, int length) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < length; i++) {
        text.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
      }
      return text.toString();
    }

    PieceVocabulary vocabulary() {
      return SentencePieceEncoderTest.vocabulary(pieces, scores, user, dummyPrefix);
    }

    EncodedText encode(String input) {
      Map<String, Integer> ids = new HashMap<>();
      pieces.forEach(piece -> ids.put(piece, ids.size()));
      String text = (dummyPrefix && !input.isEmpty() ? " " + input : input).replace(' ', '\u2581');
      List<String> symbols = new ArrayList<>();
      List<Boolean> frozen = new ArrayList<>();
      for (int at = 0; at < text.length(); ) {
        String longest = "";
        for (int i = 0; i < pieces.size(); i++) {
          if (user[i]
              && text.startsWith(pieces.get(i), at)
              && pieces.get(i).length() > longest.length()) {
            longest = pieces.get(i);
          }
        }
        frozen.add(!longest.isEmpty());
        symbols.add(longest.isEmpty() ? Character.toString(text.codePointAt(at)) : longest);
        at += symbols.get(symbols.size() - 1).length();
      }
      while (true) {
        int best = -1;
        float bestScore = 0;
        for (int i = 0; i + 1 < symbols.size(); i++) {
          Integer id = ids.get(symbols.get(i) + symbols.get(i + 1));
          if (id != null
              && !frozen.get(i)
              && !frozen.get(i + 1)
              && (best < 0 || scores.get(id) > bestScore)) {
            best = i;
            bestScore = scores.get(id);
          }
        }
        if (best < 0) {
          break;
        }
        symbols.set(best, symbols.get(best) + symbols.remove(best + 1));
        frozen.remove(best + 1);
      }
      List<Integer> out = new ArrayList<>();
      List<Integer> ends = new ArrayList<>();
      int start = input.length() - text.length(); // -1 for the dummy prefix
      for (String symbol : symbols) {
        int end = start + symbol.length();
        if (ids.containsKey(symbol)) {
          out.add(FIRST + ids.get(symbol));
          ends.add(end);
        } else {
          for (byte b : symbol.getBytes(StandardCharsets.UTF_8)) {
            out.add(b & 0xff);
            ends.add(Math.max(0, start));
          }
          ends.set(ends.size() - 1, end);
        }
        start = end;
      }
      return new EncodedText(
          out.stream().mapToInt(Integer::intValue).toArray(),
          ends.stream().mapToInt(Integer::intValue).toArray());
    }
  }
}
