package io.quipu.tokenizer.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.core.text.EncodedText;
import io.quipu.core.text.TextEncoder;
import io.quipu.tokenizer.RandomText;
import io.quipu.tokenizer.Tokenizers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ByteLevelEncoderTest {

  private static final TextEncoder R50K = Tokenizers.builtIn("r50k_base");
  private static final TextEncoder CL100K = Tokenizers.builtIn("cl100k_base");

  /** Known from the published tokenizers. */
  @Test
  void encodesHelloWorld() {
    assertThat(R50K.encode("Hello, world!")).containsExactly(15496, 11, 995, 0);
    assertThat(CL100K.encode("Hello, world!")).containsExactly(9906, 11, 1917, 0);
  }

  @Test
  void takesSpellingsOfSpecialTokensForText() {
    assertThat(R50K.endOfDocument()).isEqualTo(50256);
    assertThat(R50K.encode("<|endoftext|>")).doesNotContain(50256).hasSizeGreaterThan(1);
    assertThat(R50K.decode(new int[] {50256}, 0, 1))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("<|endoftext|>");
  }

  @Test
  void decodesWhatItEncoded() {
    for (int seed = 0; seed < 3_000; seed++) {
      String text = RandomText.of(new Random(seed), 200);
      for (TextEncoder encoder : List.of(R50K, CL100K)) {
        int[] ids = encoder.encode(text);
        assertThat(encoder.decode(ids, 0, ids.length))
            .asString(StandardCharsets.UTF_8)
            .as("seed %d", seed)
            .isEqualTo(text);
        assertThat(encoder.count(text)).isEqualTo(ids.length);
      }
    }
  }

  @Test
  void endsTokensAtTheLastByteOfACharacter() {
    EncodedText encoded = R50K.encodeWithEnds("it's \ud83e\udd9c");
    assertThat(IntStream.range(0, encoded.count()).map(encoded::end).toArray())
        .containsExactly(2, 4, 5, 5, 7);
    assertThat(R50K.encodeWithEnds("").count()).isZero();
  }

  /** Texts between ends are the tokens between them, wherever no character is cut. */
  @Test
  void endsTokensWhereTheTextThatTheyDecodeToEnds() {
    for (int seed = 0; seed < 1_000; seed++) {
      String text = RandomText.of(new Random(seed), 100) + (seed % 3 == 0 ? "\ud800x\udc00" : "");
      for (TextEncoder encoder : List.of(R50K, CL100K)) {
        EncodedText encoded = encoder.encodeWithEnds(text);
        int[] ids = encoder.encode(text);
        assertThat(encoded.ids()).as("seed %d", seed).isEqualTo(ids);
        assertThat(ids.length == 0 ? 0 : encoded.end(ids.length - 1)).isEqualTo(text.length());
        int from = 0; // the first token after the last border of characters
        int bytes = 0;
        for (int i = 0; i < ids.length; i++) {
          String before = replaceLoneSurrogates(text.substring(0, encoded.end(i)));
          bytes += encoder.decode(ids, i, i + 1).length;
          int whole = before.getBytes(StandardCharsets.UTF_8).length;
          assertThat(whole).as("seed %d, token %d", seed, i).isBetween(bytes - 3, bytes);
          if (whole == bytes) {
            String expected =
                replaceLoneSurrogates(text.substring(encoded.start(from), encoded.end(i)));
            assertThat(encoder.decode(ids, from, i + 1))
                .asString(StandardCharsets.UTF_8)
                .as("seed %d, tokens %d to %d", seed, from, i)
                .isEqualTo(expected);
            from = i + 1;
          }
        }
        assertThat(from).as("seed %d", seed).isEqualTo(ids.length);
      }
    }
  }

  @Test
  void encodesLoneSurrogatesAsReplacementCharacters() {
    for (String text : List.of("\ud800", "a\udc00b", "\ud800\ud800\udc00", "\udc00\ud800")) {
      String replaced = replaceLoneSurrogates(text);
      assertThat(CL100K.encode(text)).isEqualTo(CL100K.encode(replaced));
    }
  }

  @SuppressWarnings("UnnecessaryStringBuilder") // a CharSequence that is no String
  @Test
  void readsAnyCharSequenceAcrossItsChunks() {
    for (int length = 4090; length < 4100; length++) {
      String text = "x".repeat(length) + "\ud83d\ude42" + "y".repeat(4096) + "\u00e9";
      assertThat(CL100K.encode(new StringBuilder(text))).isEqualTo(CL100K.encode(text));
      int[] ids = CL100K.encode(text);
      assertThat(CL100K.decode(ids, 0, ids.length))
          .asString(StandardCharsets.UTF_8)
          .isEqualTo(text);
    }
  }

  @Test
  void givesTheSameIdsWithAWarmCache() {
    TextEncoder fresh = Tokenizers.builtIn("cl100k_base");
    for (int seed = 0; seed < 500; seed++) {
      String text = RandomText.of(new Random(seed), 300);
      int[] first = fresh.encode(text);
      assertThat(fresh.encode(text)).as("seed %d", seed).isEqualTo(first);
      assertThat(CL100K.encode(text)).as("seed %d", seed).isEqualTo(first);
    }
  }

  @Test
  void encodesAMegabyteWithoutAPlaceToCut() {
    assertThat(CL100K.count("a".repeat(1_000_000))).isEqualTo(125_000);
    assertThat(R50K.count("=".repeat(1_000_000))).isEqualTo(15_625);
    assertThat(CL100K.count(" ".repeat(1_000_000))).isEqualTo(7_813);
  }

  @Test
  void isSharedBetweenThreads() throws Exception {
    List<Callable<Boolean>> tasks = new ArrayList<>();
    for (int seed = 0; seed < 64; seed++) {
      String text = RandomText.of(new Random(seed), 2_000);
      int[] expected = CL100K.encode(text);
      tasks.add(() -> Arrays.equals(CL100K.encode(text), expected));
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (Future<Boolean> equal : threads.invokeAll(tasks)) {
        assertThat(equal.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void refusesToDecodeIdsOutsideTheVocabulary() {
    assertThatThrownBy(() -> R50K.decode(new int[] {50257}, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("id 50257 at 0 is not in the vocabulary of 50257");
  }

  private static String replaceLoneSurrogates(String text) {
    StringBuilder replaced = new StringBuilder();
    text.codePoints()
        .forEach(c -> replaced.appendCodePoint(c >= 0xd800 && c < 0xe000 ? 0xfffd : c));
    return replaced.toString();
  }
}
