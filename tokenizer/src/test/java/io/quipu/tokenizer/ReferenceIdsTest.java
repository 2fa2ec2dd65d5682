package io.quipu.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quipu.core.text.EncodedText;
import io.quipu.core.text.TextEncoder;
import io.quipu.tokenizer.pretokenize.SplitPatterns;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Ids of tiktoken 0.14.0 and sentencepiece 0.2.2 for fifty documents of ours; {@code
 * golden/<unit>/ORIGIN.md}.
 */
class ReferenceIdsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DOCUMENTS = 50;

  @ParameterizedTest
  @CsvSource({
    "tiktoken_built_in, cl100k_base, 6194",
    "tiktoken_built_in, gpt2, 7968",
    "tiktoken_built_in, p50k_base, 7740",
    "tiktoken_built_in, r50k_base, 7968",
    "tiktoken_file, cl100k, 10614",
    "tiktoken_file, r50k, 10631",
    "sentencepiece, knots, 10759",
    "sentencepiece, knots_user_defined, 10709"
  })
  void givesTheIdsOfTheReferenceAndDecodesThem(String unit, String tokenizer, int idCount)
      throws IOException {
    TextEncoder encoder = encoder(unit, tokenizer);
    Map<String, String> texts = new LinkedHashMap<>();
    for (JsonNode row : rows(unit, "input.jsonl")) {
      texts.put(row.get("id").asText(), row.get("text").asText());
    }
    List<String> wrong = new ArrayList<>();
    List<String> names = new ArrayList<>();
    int compared = 0;
    for (JsonNode row : rows(unit, "expected.jsonl")) {
      String name = row.get("id").asText();
      String text = texts.get(name);
      int[] expected = JSON.convertValue(row.get(tokenizer), int[].class);
      int[] ids = encoder.encode(text);
      EncodedText withEnds = encoder.encodeWithEnds(text);
      int different = Arrays.mismatch(ids, expected);
      if (different >= 0) {
        wrong.add("'" + name + "': other ids from token " + different);
      } else if (!Arrays.equals(withEnds.ids(), ids) || encoder.count(text) != ids.length) {
        wrong.add("'" + name + "': other ids with ends, or another count");
      } else if (!decode(encoder, ids).equals(decoded(unit, text))) {
        wrong.add("'" + name + "': decoded to another text");
      }
      names.add(name);
      compared += expected.length;
    }
    assertThat(wrong).isEmpty();
    assertThat(names).hasSize(DOCUMENTS).containsExactlyElementsOf(texts.keySet());
    assertThat(compared).isEqualTo(idCount);
  }

  private static TextEncoder encoder(String unit, String tokenizer) throws IOException {
    switch (unit) {
      case "tiktoken_built_in":
        return Tokenizers.builtIn(tokenizer);
      case "tiktoken_file":
        try (InputStream in = open(unit, "knots.tiktoken")) {
          return tokenizer.equals("r50k")
              ? Tokenizers.fromRankFile(in, "knots", SplitPatterns.R50K, new TreeMap<>())
              : Tokenizers.fromFile(in, "knots");
        }
      default:
        try (InputStream in = open(unit, tokenizer + ".model")) {
          return Tokenizers.fromFile(in, tokenizer);
        }
    }
  }

  private static String decode(TextEncoder encoder, int[] ids) {
    return new String(encoder.decode(ids, 0, ids.length), StandardCharsets.UTF_8);
  }

  /** The text with lone surrogates as U+FFFD; SentencePiece also takes U+2581 for a space. */
  private static String decoded(String unit, String text) {
    String replaced =
        text.codePoints()
            .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    return unit.equals("sentencepiece") ? replaced.replace('\u2581', ' ') : replaced;
  }

  private static List<JsonNode> rows(String unit, String file) throws IOException {
    try (InputStream in = open(unit, file)) {
      return JSON.readerFor(JsonNode.class).<JsonNode>readValues(in).readAll();
    }
  }

  private static InputStream open(String unit, String file) {
    InputStream in = ReferenceIdsTest.class.getResourceAsStream("/golden/" + unit + "/" + file);
    return Objects.requireNonNull(in, () -> unit + "/" + file);
  }
}
