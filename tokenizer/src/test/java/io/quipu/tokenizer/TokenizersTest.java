package io.quipu.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.core.text.TextEncoder;
import io.quipu.tokenizer.pretokenize.SplitPatterns;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenizersTest {

  @ParameterizedTest
  @CsvSource({
    "gpt2, gpt2@306cd27f03c1, 50257, 50256",
    "r50k_base, r50k_base@306cd27f03c1, 50257, 50256",
    "p50k_base, p50k_base@94b5ca7dff4d, 50281, 50256",
    "cl100k_base, cl100k_base@223921b76ee9, 100277, 100257",
  })
  void buildsThePublishedOnes(String name, String fullName, int size, int endOfDocument) {
    TextEncoder encoder = Tokenizers.builtIn(name);
    assertThat(encoder.name()).isEqualTo(fullName);
    assertThat(encoder.vocabularySize()).isEqualTo(size);
    assertThat(encoder.endOfDocument()).isEqualTo(endOfDocument);
  }

  @Test
  void namesTheBuiltInOnesWhenAskedForAnother() {
    assertThat(Tokenizers.builtInNames()).allSatisfy(Tokenizers::builtIn);
    assertThatThrownBy(() -> Tokenizers.builtIn("r50k"))
        .hasMessage("tokenizer r50k: built in are [cl100k_base, gpt2, p50k_base, r50k_base]");
  }

  @Test
  void recognizesPublishedRankFiles() throws IOException {
    try (InputStream in = published("r50k_base")) {
      TextEncoder encoder = Tokenizers.fromFile(in, "mine");
      assertThat(encoder.name()).isEqualTo("mine@306cd27f03c1");
      assertThat(encoder.endOfDocument()).isEqualTo(50256);
      String text = "12345 'LL";
      assertThat(encoder.encode(text)).isEqualTo(Tokenizers.builtIn("r50k_base").encode(text));
    }
  }

  @Test
  void refusesAPublishedRankFileWhosePatternItLacks() throws IOException {
    try (InputStream in = published("o200k_base")) {
      assertThatThrownBy(() -> Tokenizers.fromFile(in, "x"))
          .hasMessage("o200k_base: its splitting pattern is not supported");
    }
  }

  @Test
  void takesPatternAndSpecialTokensOfARankFileFromTheCaller() throws IOException {
    try (InputStream in = published("cl100k_base")) {
      TreeMap<String, Integer> special = new TreeMap<>();
      special.put("<|endoftext|>", 100_300);
      TextEncoder encoder = Tokenizers.fromRankFile(in, "odd", SplitPatterns.R50K, special);
      assertThat(encoder.vocabularySize()).isEqualTo(100_301);
      assertThat(encoder.count(" 1")).isEqualTo(2);
    }
  }

  @Test
  void saysWhichFilesItReadsWhenItIsGivenAnother() {
    InputStream json = new ByteArrayInputStream("{\"model\":{}}".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> Tokenizers.fromFile(json, "hf"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "hf: not a tokenizer file that can be read; supported are SentencePiece .model files,"
                + " tiktoken rank files, byte files");
  }

  private static InputStream published(String name) {
    InputStream in =
        TokenizersTest.class.getResourceAsStream("/com/knuddels/jtokkit/" + name + ".tiktoken");
    if (in == null) {
      throw new IllegalStateException(name);
    }
    return in;
  }
}
