package io.quipu.tokenizer.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MergerTest {

  @Test
  void mergesTheLowestRankFirst() {
    Vocabulary vocabulary =
        new Vocabulary(List.of("a", "b", "c", "bc", "ab"), new int[] {0, 0, 0, 1, 2});
    assertThat(vocabulary.fast("abc")).containsExactly("a", "bc");
  }

  /** The example of tokenizer/README.md. */
  @Test
  void mergesTheExampleOfTheReadme() {
    Vocabulary vocabulary =
        new Vocabulary(List.of("a", "b", "c", "bc", "ab", "abc"), new int[] {0, 1, 2, 3, 4, 5});
    assertThat(vocabulary.fast("abcab")).containsExactly("abc", "ab");
  }

  @Test
  void mergesTheLeftmostOfEqualRanks() {
    Vocabulary vocabulary = new Vocabulary(List.of("a", "b", "ab", "ba"), new int[] {0, 0, 1, 1});
    assertThat(vocabulary.fast("abab")).containsExactly("ab", "ab");
    assertThat(vocabulary.fast("babab")).containsExactly("ba", "ba", "b");
  }

  @Test
  void neverMergesUnknownSymbols() {
    Vocabulary vocabulary = new Vocabulary(List.of("a", "aa"), new int[] {0, 1});
    assertThat(vocabulary.fast("aa?aa")).containsExactly("aa", "?", "aa");
  }

  /** Up to 48 symbols rescan, more use a heap; both must do what the obvious way does. */
  @Test
  void mergesLikeTheObviousWay() {
    for (int seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      Vocabulary vocabulary = Vocabulary.random(random);
      String text = Vocabulary.string(random, "abc", 1 + random.nextInt(120));
      assertThat(vocabulary.fast(text)).as("seed %d", seed).isEqualTo(vocabulary.obvious(text));
    }
  }

  /** Tokens over a small alphabet, with ranks that may be equal. */
  private static final class Vocabulary {
    private final List<String> tokens;
    private final int[] ranks;
    private final Map<String, Integer> ids = new HashMap<>();
    private final PairTable pairs = new PairTable();

    Vocabulary(List<String> tokens, int[] ranks) {
      this.tokens = tokens;
      this.ranks = ranks;
      tokens.forEach(token -> ids.put(token, ids.size()));
      for (String token : tokens) {
        for (int cut = 1; cut < token.length(); cut++) {
          Integer left = ids.get(token.substring(0, cut));
          Integer right = ids.get(token.substring(cut));
          if (left != null && right != null) {
            pairs.put(left, right, ids.get(token));
          }
        }
      }
    }

    static Vocabulary random(Random random) {
      List<String> tokens = new ArrayList<>(List.of("a", "b", "c"));
      for (int i = random.nextInt(40); i > 0; i--) {
        String token = string(random, "abc", 2 + random.nextInt(5));
        if (!tokens.contains(token)) {
          tokens.add(token);
        }
      }
      int[] ranks = new int[tokens.size()];
      int distinct = 1 + random.nextInt(tokens.size());
      Arrays.setAll(ranks, i -> random.nextInt(distinct));
      return new Vocabulary(tokens, ranks);
    }

    static String string(Random random, String alphabet, int length) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < length; i++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      return text.toString();
    }

    List<String> fast(String text) {
      int[] symbols = text.chars().map(c -> ids.getOrDefault(Character.toString(c), -1)).toArray();
      int count = new Merger(pairs, ranks).merge(symbols, symbols.length);
      List<String> merged = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        merged.add(symbols[i] < 0 ? "?" : tokens.get(symbols[i]));
      }
      return merged;
    }

    List<String> obvious(String text) {
      List<String> parts = new ArrayList<>(text.chars().mapToObj(Character::toString).toList());
      while (true) {
        int best = -1;
        for (int i = 0; i + 1 < parts.size(); i++) {
          Integer id = ids.get(parts.get(i) + parts.get(i + 1));
          if (id != null && (best < 0 || ranks[id] < rankAt(parts, best))) {
            best = i;
          }
        }
        if (best < 0) {
          return parts;
        }
        parts.set(best, parts.get(best) + parts.remove(best + 1));
      }
    }

    private int rankAt(List<String> parts, int i) {
      return ranks[ids.get(parts.get(i) + parts.get(i + 1))];
    }
  }
}
