package io.quipu.dedup.minhash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.core.hash.StableHash;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of every row of the table, and the table itself. */
class MinHashPresetsTest {

  private static final String TEXT =
      "Release 1.5 doesn't start on Windows. We are looking into it and will report here soon.";

  private static final List<String> NASTY =
      List.of(
          "",
          "\0",
          " \t\n",
          "\ud83d",
          "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 ".repeat(9),
          "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35 ".repeat(9),
          "\u0130I\u0131i \u03a3\u03c3 ".repeat(9),
          "a".repeat(1 << 12));

  private static Stream<MinHashPreset> rows() {
    return MinHashPresets.all().stream();
  }

  private static long[] bandKeys(MinHasher hasher, String text) {
    long[] keys = new long[hasher.scheme().bands()];
    if (hasher.sign(text.toCharArray(), text.length()) > 0) {
      hasher.bandKeys(hasher.signature(), keys);
    }
    return keys;
  }

  @Test
  void listsItsOwnPresetsAndThoseOfOtherJars() {
    assertThat(MinHashPresets.names()).containsExactly("datatrove", "many_bands");
    assertThat(MinHashPresets.scheme("datatrove")).isSameAs(MinHashPresets.DATATROVE);
    assertThat(MinHashPresets.scheme("many_bands").bands()).isEqualTo(450);
    assertThatThrownBy(() -> MinHashPresets.scheme("datatrov"))
        .hasMessage("unknown MinHash preset datatrov; known: datatrove, many_bands");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void namesAreWordsOfARecipe(MinHashPreset row) {
    assertThat(row.name()).matches("[a-z][a-z0-9_]*");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void signsAnyTextAlikeInEveryLocaleAndWithEveryHasher(MinHashPreset row) {
    Locale before = Locale.getDefault();
    try {
      MinHasher english = new MinHasher(row.scheme());
      MinHasher turkish = new MinHasher(row.scheme());
      for (String text : NASTY) {
        Locale.setDefault(Locale.ENGLISH);
        long[] expected = bandKeys(english, text);
        Locale.setDefault(new Locale("tr", "TR"));
        assertThat(bandKeys(turkish, text)).containsExactly(expected);
        assertThat(bandKeys(turkish, text)).as("the second time").containsExactly(expected);
        assertThat(turkish.shingles()).containsExactly(english.shingles());
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aSignatureDependsOnTheShingleSetOnlyAndItsValuesFitTheirWidth(MinHashPreset row) {
    MinHashScheme scheme = row.scheme();
    MinHasher hasher = new MinHasher(scheme);
    hasher.sign(TEXT.toCharArray(), TEXT.length());
    long[] set = hasher.shingles();
    assertThat(set).isSorted().doesNotHaveDuplicates();
    assertThat(hasher.shingles(TEXT.toCharArray(), TEXT.length())).containsExactly(set);
    hasher.sign(TEXT.toCharArray(), TEXT.length());
    long[] minima = new long[scheme.values()];
    Arrays.fill(minima, Long.MAX_VALUE);
    long[] backwards = new long[set.length];
    for (int i = 0; i < set.length; i++) {
      backwards[i] = set[set.length - 1 - i];
    }
    scheme.permutations().draw(scheme.values()).lower(backwards, set.length, minima);
    assertThat(hasher.signature()).containsExactly(minima);
    for (long value : minima) {
      assertThat(value).isNotNegative();
      assertThat(scheme.valueBytes() == Long.BYTES || value >>> 8 * scheme.valueBytes() == 0)
          .isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void keysOfBandsAreThoseOfTheirBytes(MinHashPreset row) {
    MinHashScheme scheme = row.scheme();
    MinHasher hasher = new MinHasher(scheme);
    long[] keys = bandKeys(hasher, TEXT);
    Set<Long> distinct = new HashSet<>();
    for (int band = 0; band < scheme.bands(); band++) {
      ByteBuffer bytes =
          ByteBuffer.allocate(scheme.rows() * scheme.valueBytes() + Long.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN);
      for (int k = 0; k < scheme.rows(); k++) {
        long value = hasher.signature()[band * scheme.rows() + k];
        for (int b = 0; b < scheme.valueBytes(); b++) {
          bytes.put((byte) (value >>> 8 * b));
        }
      }
      byte[] all = bytes.putLong(band).array();
      assertThat(keys[band]).as("band %d", band).isEqualTo(StableHash.ofBytes(all, 0, all.length));
      distinct.add(keys[band]);
    }
    assertThat(distinct).hasSize(scheme.bands());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void similarTextsMeetMoreOften(MinHashPreset row) {
    MinHashScheme scheme = row.scheme();
    assertThat(scheme.candidateProbability(0)).isZero();
    assertThat(scheme.candidateProbability(0.7)).isLessThan(scheme.candidateProbability(0.8));
    assertThat(scheme.candidateProbability(1)).isEqualTo(1);
  }

  @Test
  void datatroveMissesEightPairsOfAHundredAtFourFifths() {
    assertThat(MinHashPresets.DATATROVE.candidateProbability(0.8)).isBetween(0.923, 0.925);
  }

  @Test
  void refusesSchemesThatCannotBe() {
    assertThat(scheme(1, 1 << 16, 1).values()).isEqualTo(65_536);
    assertThat(scheme(1 << 16, 1, 8).values()).isEqualTo(65_536);
    assertThatThrownBy(() -> scheme(0, 8, 8)).hasMessageContaining("positive");
    assertThatThrownBy(() -> scheme(8, 0, 8)).hasMessageContaining("positive");
    assertThatThrownBy(() -> scheme(1 << 15, 3, 8)).hasMessageContaining("at most 65536");
    assertThatThrownBy(() -> scheme(1, 1, 0)).hasMessageContaining("1 to 8 bytes");
    assertThatThrownBy(() -> scheme(1, 1, 9)).hasMessageContaining("1 to 8 bytes");
    assertThatThrownBy(() -> new WordShingles(Words.DATATROVE, 0, ShingleHash.XXH64))
        .hasMessageContaining("at least 1 word");
  }

  private static MinHashScheme scheme(int bands, int rows, int valueBytes) {
    MinHashScheme datatrove = MinHashPresets.DATATROVE;
    return new MinHashScheme(
        datatrove.shingling(), datatrove.permutations(), bands, rows, valueBytes);
  }

  @Test
  void aShingleHasAsManyWordsAsItsDefinitionSays() {
    for (int n = 1; n <= 3; n++) {
      WordShingles shingles = new WordShingles(Words.DATATROVE, n, ShingleHash.XXH64);
      char[] text = "One, two; three!".toCharArray();
      assertThat(shingles.open().hash(text, text.length, (hashes, count) -> {})).isEqualTo(4 - n);
    }
  }
}
