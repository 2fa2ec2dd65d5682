package io.quipu.pipelines.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quipu.core.document.DocumentId;
import io.quipu.core.document.Key128;
import io.quipu.core.hash.KeyedRandom;
import io.quipu.pipelines.recipe.MixtureSpec;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MixtureSolverTest {

  private static final long T = 1_400_000_000_000L;

  /** Touvron et al. 2023, table 1: a source, its proportion, its epochs. */
  private record Row(String source, double proportion, double epochs) {
    long unique() {
      return Math.round(T * proportion / epochs);
    }
  }

  private static final List<Row> LLAMA =
      List.of(
          new Row("commoncrawl", 0.67, 1.10),
          new Row("c4", 0.15, 1.06),
          new Row("github", 0.045, 0.64),
          new Row("wikipedia", 0.045, 2.45),
          new Row("books", 0.045, 2.23),
          new Row("arxiv", 0.025, 1.06),
          new Row("stackexchange", 0.02, 1.03));

  private static SortedMap<String, SourceShare> llama(double maxEpochs) {
    SortedMap<String, Double> proportions = new TreeMap<>();
    SortedMap<String, Long> unique = new TreeMap<>();
    for (Row row : LLAMA) {
      proportions.put(row.source, row.proportion);
      unique.put(row.source, row.unique());
    }
    return MixtureSolver.solve(byProportions(T, proportions, maxEpochs), unique, Map.of());
  }

  private static MixtureSpec byProportions(
      @Nullable Long tokens, Map<String, Double> proportions, double maxEpochs) {
    return new MixtureSpec(
        tokens, new TreeMap<>(proportions), new TreeMap<>(), new TreeMap<>(), maxEpochs);
  }

  private static SortedMap<String, Long> unique(long... tokens) {
    SortedMap<String, Long> unique = new TreeMap<>();
    for (int i = 0; i < tokens.length; i++) {
      unique.put("abc".substring(i, i + 1), tokens[i]);
    }
    return unique;
  }

  private static SourceShare of(SortedMap<String, SourceShare> shares, String source) {
    assertThat(shares).containsKey(source);
    return shares.getOrDefault(source, new SourceShare(source, 0, 0, 0, false));
  }

  private static double tokens(SourceShare share) {
    return share.epochs() * share.unique();
  }

  @Test
  void givesThePublishedEpochsOfLlamaOne() {
    SortedMap<String, SourceShare> shares = llama(4);
    double tokens = 0;
    for (Row row : LLAMA) {
      SourceShare share = of(shares, row.source);
      assertThat(share.epochs()).as(row.source).isCloseTo(row.epochs, within(1e-9));
      assertThat(tokens(share)).isCloseTo(T * row.proportion, within(1.0));
      assertThat(share.capped()).isFalse();
      tokens += tokens(share);
    }
    assertThat(tokens).isCloseTo(T, within(10.0));
    assertThat(of(shares, "books").wholeEpochs()).isEqualTo(2);
    assertThat(of(shares, "github").wholeEpochs()).as("less than all of it").isEqualTo(0);
  }

  @Test
  void aCappedSourceStaysAtTheCapAndTheOthersShareTheRestByTheirProportions() {
    SortedMap<String, SourceShare> shares = llama(2);
    double rest = T;
    double open = 0;
    for (Row row : LLAMA) {
      boolean capped = row.epochs > 2;
      assertThat(of(shares, row.source).capped()).as(row.source).isEqualTo(capped);
      rest -= capped ? 2.0 * row.unique() : 0;
      open += capped ? 0 : row.proportion;
    }
    double tokens = 0;
    for (Row row : LLAMA) {
      SourceShare share = of(shares, row.source);
      double expected = share.capped() ? 2.0 * row.unique() : rest * row.proportion / open;
      assertThat(tokens(share)).as(row.source).isCloseTo(expected, within(1.0));
      tokens += tokens(share);
    }
    assertThat(tokens).isCloseTo(T, within(10.0));
    assertThat(of(shares, "wikipedia").wanted()).as("asked").isCloseTo(0.045 * T, within(1.0));
  }

  @ParameterizedTest(name = "of {0}, {1}, {2} unique: {3}, {4}, {5} epochs, capped {6}")
  @CsvSource({
    // 1000 tokens by 0.5, 0.3, 0.2 and at most 2 epochs
    "1000, 1000, 1000, 0.5, 0.3, 0.2, ''",
    "250, 1000, 1000, 2, 0.3, 0.2, ''",
    "249, 1000, 1000, 2, 0.3012, 0.2008, a",
    // what a leaves to the others takes b to its cap too
    "200, 160, 1000, 2, 2, 0.28, ab",
    "100, 100, 100, 2, 2, 2, abc",
    "0, 1000, 1000, 0, 0.6, 0.4, a"
  })
  void capsOneAfterAnother(
      long a, long b, long c, double epochsA, double epochsB, double epochsC, String capped) {
    SortedMap<String, SourceShare> shares =
        MixtureSolver.solve(
            byProportions(1000L, Map.of("a", 0.5, "b", 0.3, "c", 0.2), 2),
            unique(a, b, c),
            Map.of());
    assertThat(of(shares, "a").epochs()).isCloseTo(epochsA, within(1e-9));
    assertThat(of(shares, "b").epochs()).isCloseTo(epochsB, within(1e-9));
    assertThat(of(shares, "c").epochs()).isCloseTo(epochsC, within(1e-9));
    for (SourceShare share : shares.values()) {
      assertThat(share.capped()).as(share.source()).isEqualTo(capped.contains(share.source()));
    }
  }

  @Test
  void whereAllAreCappedTheMixtureIsShortAndEachSourceSaysSo() {
    SortedMap<String, SourceShare> shares =
        MixtureSolver.solve(
            byProportions(1000L, Map.of("a", 0.5, "b", 0.5), 2), unique(100, 200), Map.of());
    assertThat(shares.values())
        .containsExactly(
            new SourceShare("a", 100, 2, 500, true), new SourceShare("b", 200, 2, 500, true));
  }

  @Test
  void withoutATotalTheScarcestSourceIsSeenOnce() {
    SortedMap<String, SourceShare> shares =
        MixtureSolver.solve(
            byProportions(null, Map.of("a", 0.8, "b", 0.2), 4), unique(1000, 1000), Map.of());
    assertThat(of(shares, "a").epochs()).isEqualTo(1);
    assertThat(of(shares, "b").epochs()).isCloseTo(0.25, within(1e-12));
  }

  @Test
  void epochsComeFromTheLevelOfTrustOrFromTheSourceAndElseAreOne() {
    MixtureSpec byTrust =
        new MixtureSpec(
            null, new TreeMap<>(), new TreeMap<>(Map.of(0, 0.5, 3, 2.5)), new TreeMap<>(), 4);
    assertThat(MixtureSolver.solve(byTrust, unique(100, 100, 100), Map.of("b", 3, "c", 7)).values())
        .containsExactly(
            new SourceShare("a", 100, 0.5, 50, false),
            new SourceShare("b", 100, 2.5, 250, false),
            new SourceShare("c", 100, 1, 100, false));
    MixtureSpec byEpochs =
        new MixtureSpec(
            null, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(Map.of("a", 0.0, "b", 3.0)), 2);
    assertThat(MixtureSolver.solve(byEpochs, unique(100, 100, 100), Map.of()).values())
        .containsExactly(
            new SourceShare("a", 100, 0, 0, false),
            new SourceShare("b", 100, 2, 300, true),
            new SourceShare("c", 100, 1, 100, false));
  }

  /** The cut is the hash of a document: the documents up to and with it are seen once more. */
  @ParameterizedTest
  @ValueSource(longs = {1, 20230417})
  void aCutTakesTheDocumentsUpToItAndNoOther(long seed) {
    KeyedRandom random = SourceCopies.fraction(seed);
    List<Key128> ids =
        IntStream.range(0, 200)
            .mapToObj(i -> new DocumentId("s", "" + i).key128())
            .sorted((a, b) -> Long.compareUnsigned(random.bits(a), random.bits(b)))
            .toList();
    for (int last : new int[] {0, 1, 99, 199}) { // from the middle on hashes are negative
      SourceCopies copies =
          new SourceCopies("s", 200, 2.5, 500, false, 2, true, random.bits(ids.get(last)), 0);
      for (int i = 0; i < ids.size(); i++) {
        assertThat(copies.copies(ids.get(i), random)).isEqualTo(i <= last ? 3 : 2);
      }
    }
    SourceCopies whole = new SourceCopies("s", 200, 2, 400, false, 2, false, -1, 400);
    assertThat(ids).allMatch(id -> whole.copies(id, random) == 2);
  }
}
