package io.quipu.pipelines.stage.dedup.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.core.document.DocumentId;
import io.quipu.core.signal.NumberSignal;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.SignalSchema;
import io.quipu.dedup.cluster.Rank;
import io.quipu.pipelines.recipe.ExtractSignals;
import io.quipu.pipelines.recipe.SourceSpec;
import io.quipu.pipelines.recipe.SurvivorKey;
import io.quipu.pipelines.recipe.SurvivorKey.Plain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of two copies survives: the earlier release, then the keys of the recipe, then the id. */
class DocumentRankTest {

  private static final NumberSignal SCORE = new NumberSignal("score", "", "there is none");
  private static final List<SurvivorKey> DEFAULT =
      List.of(Plain.TRUST, Plain.NEWEST, Plain.LONGEST);

  private record NoOptions() {}

  private record NoMethod() implements MethodSpec {
    @Override
    public String key() {
      return "none";
    }
  }

  private record Doc(
      String source, String key, int length, @Nullable String time, @Nullable Double score) {}

  private static final Map<String, SourceSpec> SOURCES =
      Map.of(
          "plain", source(0, 0),
          "trusted", source(3, 0),
          "later", source(9, 1));

  private static SourceSpec source(int trust, int release) {
    return new SourceSpec("jsonl", List.of("none"), trust, release, new NoOptions());
  }

  private static Doc doc(String source, int length, @Nullable String time) {
    return new Doc(source, "k", length, time, null);
  }

  private static byte[] rank(List<SurvivorKey> keys, Doc doc) {
    DocumentRank rank =
        new DocumentRank(SOURCES, new DedupStage("d", List.of(), new NoMethod(), keys));
    return rank(rank, doc);
  }

  private static byte[] rank(DocumentRank rank, Doc doc) {
    SignalRow row = new SignalRow(new SignalSchema(List.of(ExtractSignals.TIME, SCORE)));
    if (doc.time() != null) {
      row.set(ExtractSignals.TIME, doc.time());
    } else {
      row.setUndefined(ExtractSignals.TIME);
    }
    if (doc.score() != null) {
      row.set(SCORE, doc.score());
    } else {
      row.setUndefined(SCORE);
    }
    return rank.of(new DocumentId(doc.source(), doc.key()), row, doc.length());
  }

  private static void survives(List<SurvivorKey> keys, Doc better, Doc worse) {
    assertThat(Rank.compare(rank(keys, better), rank(keys, worse))).isNegative();
    assertThat(Rank.compare(rank(keys, worse), rank(keys, better))).isPositive();
  }

  @Test
  void anEarlierReleaseSurvivesWhateverTheTrust() {
    survives(DEFAULT, doc("plain", 1, null), doc("later", 100, "2024-01-01T00:00:00Z"));
  }

  @Test
  void byDefaultTrustComesBeforeTimeAndTimeBeforeLength() {
    survives(DEFAULT, doc("trusted", 1, null), doc("plain", 100, "2024-01-01T00:00:00Z"));
    survives(
        DEFAULT,
        doc("plain", 1, "2024-01-01T00:00:00.001Z"),
        doc("plain", 100, "2024-01-01T00:00:00Z"));
    survives(DEFAULT, doc("plain", 101, null), doc("plain", 100, null));
  }

  @Test
  void trustThatARecipeDoesNotNameComesBeforeTheKeysThatItNames() {
    survives(List.of(Plain.LONGEST), doc("trusted", 1, null), doc("plain", 100, null));
  }

  @Test
  void trustThatARecipeNamesHasThePlaceThatItGives() {
    List<SurvivorKey> longest = List.of(Plain.LONGEST, Plain.TRUST);
    survives(longest, doc("plain", 101, null), doc("trusted", 100, null));
    survives(longest, doc("trusted", 100, null), doc("plain", 100, "2024-01-01T00:00:00Z"));
  }

  @Test
  void timeAndLengthThatARecipeDoesNotNameComeAfterTheKeysThatItNames() {
    survives(
        List.of(Plain.LONGEST), doc("plain", 101, null), doc("plain", 100, "2024-01-01T00:00:00Z"));
    survives(
        List.of(Plain.LONGEST), doc("plain", 100, "2024-01-01T00:00:00Z"), doc("plain", 100, null));
  }

  @Test
  void aSignalDecidesAndADocumentWithoutOneComesLast() {
    List<SurvivorKey> score =
        List.of(new SurvivorKey.BySignal("score"), Plain.TRUST, Plain.NEWEST, Plain.LONGEST);
    survives(score, new Doc("plain", "k", 1, null, -0.5), new Doc("plain", "k", 1, null, -1.0));
    survives(score, new Doc("plain", "k", 1, null, -1e300), new Doc("trusted", "k", 9, null, null));
  }

  @Test
  void aTimeThatCannotBeReadIsNoTime() {
    assertThat(rank(DEFAULT, doc("plain", 5, "yesterday")))
        .isEqualTo(rank(DEFAULT, doc("plain", 5, null)));
    assertThat(rank(DEFAULT, doc("plain", 5, "+1000000000-12-31T23:59:59Z")))
        .isEqualTo(rank(DEFAULT, doc("plain", 5, null)));
    survives(DEFAULT, doc("plain", 5, "0000-01-01T00:00:00Z"), doc("plain", 5, ""));
  }

  @Test
  void equalDocumentsAreRankedByTheirIds() {
    byte[] one = rank(DEFAULT, new Doc("plain", "one", 5, null, null));
    byte[] two = rank(DEFAULT, new Doc("plain", "two", 5, null, null));
    assertThat(Integer.signum(Rank.compare(one, two)))
        .isEqualTo(
            Integer.signum(
                new DocumentId("plain", "one")
                    .key128()
                    .compareTo(new DocumentId("plain", "two").key128())))
        .isNotZero();
    assertThat(one).hasSameSizeAs(two);
  }

  @Test
  void anUnknownSourceIsAnErrorThatNamesIt() {
    assertThatThrownBy(() -> rank(DEFAULT, doc("elsewhere", 1, null)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("unknown source elsewhere");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void sortsAsComparingKeyByKeyDoes(long seed) {
    Random random = new Random(seed);
    List<SurvivorKey> keys = new ArrayList<>(List.of(Plain.values()));
    keys.add(new SurvivorKey.BySignal("score"));
    Collections.shuffle(keys, random);
    keys = keys.subList(0, 1 + random.nextInt(4));
    List<Doc> docs = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      docs.add(
          new Doc(
              List.of("plain", "trusted", "later").get(random.nextInt(3)),
              "k" + i,
              random.nextInt(3),
              random.nextBoolean() ? null : Instant.ofEpochMilli(random.nextInt(3) - 1).toString(),
              random.nextBoolean() ? null : (double) (random.nextInt(3) - 1)));
    }
    DocumentRank rank =
        new DocumentRank(SOURCES, new DedupStage("d", List.of(), new NoMethod(), keys));
    List<Doc> byBytes = new ArrayList<>(docs);
    byBytes.sort(Comparator.comparing(doc -> rank(rank, doc), Rank::compare));
    docs.sort(slow(keys));
    assertThat(byBytes).as("seed %d, keys %s", seed, keys).isEqualTo(docs);
  }

  private static Comparator<Doc> slow(List<SurvivorKey> keys) {
    List<SurvivorKey> all = new ArrayList<>();
    if (!keys.contains(Plain.TRUST)) {
      all.add(Plain.TRUST);
    }
    all.addAll(keys);
    for (SurvivorKey key : List.of(Plain.NEWEST, Plain.LONGEST)) {
      if (!keys.contains(key)) {
        all.add(key);
      }
    }
    Comparator<Doc> best = Comparator.comparing(doc -> spec(doc).release());
    for (SurvivorKey key : all) {
      best = best.thenComparing(doc -> value(key, doc), Comparator.reverseOrder());
    }
    return best.thenComparing(doc -> new DocumentId(doc.source(), doc.key()).key128());
  }

  private static SourceSpec spec(Doc doc) {
    SourceSpec spec = SOURCES.get(doc.source());
    if (spec == null) {
      throw new AssertionError(doc);
    }
    return spec;
  }

  private static double value(SurvivorKey key, Doc doc) {
    if (key == Plain.TRUST) {
      return spec(doc).trust();
    } else if (key == Plain.NEWEST) {
      return doc.time() == null
          ? Double.NEGATIVE_INFINITY
          : Instant.parse(doc.time()).toEpochMilli();
    } else if (key == Plain.LONGEST) {
      return doc.length();
    }
    return doc.score() == null ? Double.NEGATIVE_INFINITY : doc.score();
  }
}
