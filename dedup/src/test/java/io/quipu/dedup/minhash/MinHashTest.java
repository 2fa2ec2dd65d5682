package io.quipu.dedup.minhash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.document.Key128;
import io.quipu.core.hash.StableHash;
import java.math.BigInteger;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinHashTest {

  private static final String PUNCTUATION =
      "!/—”:％１〈&(、━\\【#%「」，】；+^]~“《„';’{|∶´[=-`*．（–？！：$～«〉,><》)?）。…@_.\"}►»";

  private final MinHasher minHasher = new MinHasher(MinHashPresets.DATATROVE);

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    new NormalWords()
        .cut(
            text.toCharArray(),
            text.length(),
            (word, from, to) -> words.add(new String(word, from, to - from)));
    return words;
  }

  /** The normal form as its definition says, one String after another. */
  private static String simplify(String text) {
    String s = text.toLowerCase(Locale.ROOT);
    s = Pattern.compile("\\p{Nd}+([.,،٫⎖⎗⎘]\\p{Nd}+)?").matcher(s).replaceAll("0");
    StringBuilder blanked = new StringBuilder();
    for (char c : s.toCharArray()) {
      boolean control = c < 32 && c != '\t' && c != '\n' || c >= 127 && c < 160;
      blanked.append(control || PUNCTUATION.indexOf(c) >= 0 ? ' ' : c);
    }
    s = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS).matcher(blanked).replaceAll(" ");
    return Normalizer.normalize(s, Normalizer.Form.NFD).replaceAll("\\p{Mn}", "").strip();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "It's 10.5 km|it s 0 km",
        "v1.2.3|v0 0",
        "10km 5,5kg x7mb 0x|0 km 0 kg x0 mb 0x",
        "I dont, they'll; CANNOT gonna|i do nt they ll can not gon na",
        "shouldntve theyllve itll ima|should nt ve they ll ve it ll i m a",
        "Its were well hell shell ill shed whore|its were well hell shell ill shed whore",
        "Ünïcödé İ Å|unicode i a",
        "\u00a91999 a\u00a9b \ud83d\ude00dont\ud83d\ude00|\u00a9 0 a \u00a9 b \ud83d\ude00 do nt"
            + " \ud83d\ude00",
        "5\u20ac \u20ac5 x\u20ac|0 \u20ac \u20ac 0 x\u20ac",
        "\u00bfqu\u00e9\u00b7? \u00a75 a\u00a7|\u00bf que \u00b7 \u00a7 0 a\u00a7",
        "\ud55c\uae00|\u1112\u1161\u11ab\u1100\u1173\u11af",
        "1\u0660\u066b2 \ud835\udfd8|0 0"
      })
  void cutsNormalWords(String text, String expected) {
    assertThat(String.join(" ", words(text))).isEqualTo(expected);
  }

  @Test
  void normalizesAsTheDefinitionSaysAndOnlyCutsFurther() {
    long seed = 71;
    Random random = new Random(seed);
    String alphabet =
        " \n"
            + "\t.,;'!-_%\u2019\u2026\u3001\u00e9\u00c9E\u0301\u0308\u00b20179\u0663\u066b\u0e01\u0e31\uac01\u09cb"
            + "abcdtDNT\u0130\u1e9e\u212b\u2260\u00a0\u0085\u2028\u0001";
    for (int round = 0; round < 2000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(60); i > 0; i--) {
        int k = random.nextInt(alphabet.length() + 2);
        text.appendCodePoint(
            k < alphabet.length()
                ? alphabet.charAt(k)
                : k == alphabet.length() ? 0x1F600 : 0x1D7D9);
      }
      String expected = simplify(text.toString());
      List<String> words = words(text.toString());
      assertThat(String.join("", words))
          .as("seed %d round %d", seed, round)
          .isEqualTo(expected.replace(" ", ""));
      int at = 0; // every blank of the definition is a cut of ours
      TreeSet<Integer> ends = new TreeSet<>();
      for (String word : words) {
        ends.add(at += word.length());
      }
      at = 0;
      for (String word : expected.isEmpty() ? new String[0] : expected.split(" +")) {
        assertThat(ends).as(text.toString()).contains(at += word.length());
      }
    }
  }

  /**
   * The table comes from the JVM's Unicode data; signatures made with another one need a new preset
   * version.
   */
  @Test
  void hasTheTableOfUnicode13() {
    StringBuilder table = new StringBuilder();
    for (int c = 0; c <= 0x10FFFF; c++) {
      int image = NormalTable.of(c);
      if (image < NormalTable.DIGIT) {
        table.append(c).append(NormalTable.expansion(image)).append('\n');
      } else if (image != c) {
        table.append(c).append(' ').append(image).append('\n');
      }
    }
    assertThat(Key128.ofStrings(table.toString())).hasToString("cc821c8d17c298594b79160a3469f675");
  }

  /** Expected: numpy 1.24, RandomState(1).randint. */
  @Test
  void drawsWhatNumpyDraws() {
    LinearFunctions functions = new LinearFunctions(112, 1);
    assertThat(functions.a(0)).isEqualTo(775169054918279404L);
    assertThat(functions.a(111)).isEqualTo(223865076026037746L);
    assertThat(functions.b(0)).isEqualTo(1062448801025099917L);
    assertThat(functions.b(111)).isEqualTo(1097409548522419201L);
  }

  @Test
  void signsAsTheFormulaSays() {
    long seed = 73;
    Random random = new Random(seed);
    BigInteger prime = BigInteger.valueOf(LinearFunctions.PRIME);
    BigInteger wrap = BigInteger.ONE.shiftLeft(64);
    LinearFunctions functions = new LinearFunctions(112, 1);
    for (int n : new int[] {5, 6, 40, 1100}) {
      List<String> words = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        words.add(
            "long".repeat(6)
                + (char) ('a' + random.nextInt(26))
                + "中\ud83d\udc4d".substring(random.nextInt(2), 1));
      }
      TreeSet<Long> shingles = new TreeSet<>();
      for (int i = 0; i + 5 <= n; i++) {
        byte[] shingle = String.join(" ", words.subList(i, i + 5)).getBytes(UTF_8);
        shingles.add(StableHash.ofBytes(shingle, 0, shingle.length));
      }
      char[] text = String.join("\n ", words).toCharArray();
      assertThat(minHasher.sign(text, text.length)).isEqualTo(n - 4);
      assertThat(minHasher.shingles())
          .containsExactly(shingles.stream().mapToLong(Long::longValue).toArray());
      for (int i = 0; i < 112; i++) {
        BigInteger a = BigInteger.valueOf(functions.a(i));
        BigInteger b = BigInteger.valueOf(functions.b(i));
        long minimum =
            shingles.stream()
                .map(
                    x ->
                        new BigInteger(Long.toUnsignedString(x))
                            .multiply(a)
                            .add(b)
                            .mod(wrap)
                            .mod(prime)
                            .longValue())
                .min(Long::compare)
                .orElseThrow();
        assertThat(minHasher.signature()[i]).as("seed %d n %d i %d", seed, n, i).isEqualTo(minimum);
      }
    }
  }

  @SuppressWarnings("ConstantOverflow") // products wrap, and must
  @Test
  void reducesModuloThePrimeAtItsBorders() {
    BigInteger prime = BigInteger.valueOf(LinearFunctions.PRIME);
    for (long z :
        new long[] {
          0,
          1,
          LinearFunctions.PRIME - 1,
          LinearFunctions.PRIME,
          LinearFunctions.PRIME + 1,
          -1,
          Long.MIN_VALUE,
          2 * LinearFunctions.PRIME,
          7 * LinearFunctions.PRIME,
          8 * LinearFunctions.PRIME
        }) {
      assertThat(LinearFunctions.reduce(z))
          .isEqualTo(new BigInteger(Long.toUnsignedString(z)).mod(prime).longValue());
    }
  }

  @Test
  void hasNoSignatureBelowFiveWords() {
    assertThat(minHasher.sign("a b c d".toCharArray(), 7)).isZero();
    assertThat(minHasher.shingles()).isEmpty();
    assertThat(minHasher.sign("a b c d e".toCharArray(), 9)).isEqualTo(1);
    assertThat(minHasher.sign(new char[0], 0)).isZero();
  }

  @Test
  void givesEachBandAKeyOfItsOwn() {
    long[] signature = new long[112];
    long[] keys = new long[14];
    minHasher.bandKeys(signature, keys);
    assertThat(Arrays.stream(keys).distinct()).hasSize(14); // equal rows, different bands
    signature[15] = 1;
    long[] changed = new long[14];
    minHasher.bandKeys(signature, changed);
    for (int i = 0; i < 14; i++) {
      assertThat(changed[i] == keys[i]).isEqualTo(i != 1);
    }
  }

  @Test
  void keepsTheSmallestHashesOfAnyNumber() {
    long seed = 79;
    Random random = new Random(seed);
    for (int n : new int[] {0, 1, ShingleSet.LIMIT, ShingleSet.LIMIT + 1, 30_000}) {
      TreeSet<Long> all = new TreeSet<>();
      while (all.size() < n) {
        all.add(random.nextLong());
      }
      List<Long> fed = new ArrayList<>(all);
      fed.addAll(fed.subList(0, n / 2));
      Collections.shuffle(fed, random);
      ShingleSet set = new ShingleSet();
      for (int from = 0; from < fed.size(); from += 1000) {
        long[] block =
            fed.subList(from, Math.min(fed.size(), from + 1000)).stream()
                .mapToLong(x -> x)
                .toArray();
        set.shingles(block, block.length);
      }
      long[] smallest = all.stream().limit(ShingleSet.LIMIT + 1).mapToLong(x -> x).toArray();
      assertThat(set.toArray()).as("seed %d n %d", seed, n).containsExactly(smallest);
      assertThat(ShingleSet.key(set.toArray())).isEqualTo(ShingleSet.key(smallest));
    }
  }

  @Test
  void takesTextsThatMeanHarm() {
    for (String text :
        List.of(
            "a".repeat(1 << 18),
            "\u00a9".repeat(1 << 16),
            "Σ".repeat(1 << 16),
            "\u0301".repeat(1 << 16),
            "1.".repeat(1 << 16),
            "\u0000",
            "\ud83d",
            "0km".repeat(1 << 16),
            "Α'".repeat(1 << 15) + "Σ")) {
      char[] chars = text.toCharArray();
      minHasher.sign(chars, chars.length);
      long[] first = minHasher.signature().clone();
      minHasher.sign(chars, chars.length);
      assertThat(minHasher.signature()).containsExactly(first);
    }
  }
}
