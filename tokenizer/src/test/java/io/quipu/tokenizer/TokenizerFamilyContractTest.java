package io.quipu.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.core.text.EncodedText;
import io.quipu.core.text.TextEncoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every row of the table of families keeps to; {@link ByteFamily} is a row of another jar. */
class TokenizerFamilyContractTest {

  private static final List<String> NASTY =
      List.of(
          "",
          "\u0000",
          " ",
          "\r\n",
          "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
          "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35",
          "\u2581 \u2581",
          "<|endoftext|></s>",
          "a".repeat(100_000));

  static List<TokenizerFamily> families() {
    return Tokenizers.families().rows();
  }

  /** Every tokenizer that is here without a file, and that of the byte file. */
  static Stream<TextEncoder> encoders() throws IOException {
    return Stream.concat(
        Tokenizers.builtInNames().stream().map(Tokenizers::builtIn),
        Stream.of(Tokenizers.fromFile(new ByteArrayInputStream(ByteFamily.FILE), "bytes@0")));
  }

  @Test
  void takesFamiliesOfOtherJars() throws IOException {
    assertThat(Tokenizers.families().names()).containsExactly("bytes", "sentencepiece", "tiktoken");
    TextEncoder bytes = Tokenizers.fromFile(new ByteArrayInputStream(ByteFamily.FILE), "mine");
    assertThat(bytes.encode("\u00e9!")).containsExactly(0xc3, 0xa9, '!');
  }

  @ParameterizedTest
  @MethodSource("families")
  void saysWhatItIs(TokenizerFamily family) {
    assertThat(family.name()).matches("[a-z][a-z0-9_]{0,39}");
    assertThat(family.files()).isNotBlank().doesNotContain("\n");
    assertThat(family.builtInNames()).doesNotHaveDuplicates();
    assertThatThrownBy(() -> family.builtIn("no such name"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no such name");
  }

  /** What is no file of a family is refused with a reason, whatever it begins with. */
  @ParameterizedTest
  @MethodSource("families")
  void refusesWhatItCannotRead(TokenizerFamily family) {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      byte[] file = new byte[random.nextInt(200)];
      random.nextBytes(file);
      assertThatThrownBy(() -> family.read(new ByteArrayInputStream(file), "noise"))
          .as("seed %d", seed)
          .isInstanceOfAny(IllegalArgumentException.class, IOException.class)
          .hasMessageMatching("(?s).+");
      byte[] head = new byte[Math.min(file.length, TokenizerFamily.HEAD_BYTES)];
      System.arraycopy(file, 0, head, 0, head.length);
      assertThat(family.recognizes("noise", head)).isEqualTo(family.recognizes("noise", head));
    }
  }

  @Test
  void asksTheFamiliesInTheOrderOfTheTable() {
    List<String> taken = new ArrayList<>();
    for (byte[] head :
        List.of(new byte[] {0x0a, 3}, "IQ== 0\n".getBytes(StandardCharsets.US_ASCII))) {
      families().stream()
          .filter(family -> family.recognizes("x", head))
          .findFirst()
          .ifPresent(family -> taken.add(family.name()));
    }
    assertThat(taken).containsExactly("sentencepiece", "tiktoken");
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void encodesEveryTextWithoutLoss(TextEncoder encoder) {
    assertThat(encoder.name()).contains("@");
    assertThat(encoder.endOfDocument()).isBetween(-1, encoder.vocabularySize() - 1);
    List<String> texts = new ArrayList<>(NASTY);
    for (int seed = 0; seed < 300; seed++) {
      texts.add(RandomText.of(new Random(seed), 60));
    }
    for (String text : texts) {
      int[] ids = encoder.encode(text);
      assertThat(Arrays.stream(ids).allMatch(id -> id >= 0 && id < encoder.vocabularySize()))
          .as(text)
          .isTrue();
      assertThat(encoder.count(text)).isEqualTo(ids.length);
      assertThat(encoder.decode(ids, 0, ids.length))
          .asString(StandardCharsets.UTF_8)
          .isEqualTo(text);
      EncodedText encoded = encoder.encodeWithEnds(text);
      assertThat(encoded.ids()).as(text).isEqualTo(ids);
      if (ids.length > 0) {
        assertThat(encoded.end(ids.length - 1)).as(text).isEqualTo(text.length());
      }
    }
  }
}
