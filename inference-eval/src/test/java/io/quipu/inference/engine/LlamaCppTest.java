package io.quipu.inference.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quipu.core.text.TextEncoder;
import io.quipu.inference.model.BuiltInModels;
import io.quipu.inference.model.Model;
import io.quipu.tokenizer.Tokenizers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Ids, likelihoods and likeliest continuations of llama.cpp for fifty documents of ours: the model
 * in the box (F32), one with random weights in F32, F16 and BF16, and ids of a vocabulary with
 * user-defined pieces; {@code golden/<unit>/ORIGIN.md}.
 */
class LlamaCppTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DOCUMENTS = 50;
  private static final int PROMPT = 64;
  private static final int NEXT = 16;

  /** Nats; the largest difference seen is 2.5e-5, and 5e-6 of it is rounding in the file. */
  private static final Offset<Double> TOKEN = offset(1e-4);

  /** Nats for each token of a document. */
  private static final double MEAN = 1e-5;

  @ParameterizedTest
  @CsvSource({"llama_cpp_tiny, 11607", "llama_cpp_random, 10759", "llama_cpp_vocabulary, 10709"})
  void givesTheIdsOfTheReferenceAndDecodesThem(String unit, int idCount) throws IOException {
    TextEncoder encoder;
    try (InputStream in = openModel(unit)) {
      encoder = Tokenizers.fromFile(in, unit);
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (JsonNode row : rows(unit, "input.jsonl")) {
      texts.put(row.get("id").asText(), row.get("text").asText());
    }
    List<String> wrong = new ArrayList<>();
    List<String> names = new ArrayList<>();
    int compared = 0;
    for (JsonNode row : rows(unit, "expected.jsonl")) {
      String name = row.get("id").asText();
      int[] expected = ids(row, "ids");
      int[] ids = encoder.encode(texts.get(name));
      int different = Arrays.mismatch(ids, expected);
      if (different >= 0) {
        wrong.add("'" + name + "': other ids from token " + different);
      } else if (!decode(encoder, ids).equals(decoded(texts.get(name)))) {
        wrong.add("'" + name + "': decoded to another text");
      }
      names.add(name);
      compared += expected.length;
    }
    assertThat(wrong).isEmpty();
    assertThat(names).hasSize(DOCUMENTS).containsExactlyElementsOf(texts.keySet());
    assertThat(compared).isEqualTo(idCount);
  }

  /** Texts longer than the context are scored in windows, and the reference's are the same. */
  @ParameterizedTest
  @CsvSource({"llama_cpp_tiny, 11607", "llama_cpp_random, 10759"})
  void scoresAsTheReference(String unit, int idCount) throws IOException {
    Engine engine = new Engine(model(unit));
    int compared = 0;
    for (JsonNode row : rows(unit, "expected.jsonl")) {
      String name = row.get("id").asText();
      double[] expected = JSON.convertValue(row.get("nll"), double[].class);
      double[] nll = engine.score(ids(row, "ids"));
      assertThat(nll).as(name).containsExactly(expected, TOKEN);
      assertThat(Arrays.stream(nll).sum())
          .as(name)
          .isCloseTo(Arrays.stream(expected).sum(), offset(MEAN * nll.length));
      compared += nll.length;
    }
    assertThat(compared).isEqualTo(idCount);
  }

  @ParameterizedTest
  @CsvSource({"llama_cpp_tiny, 800", "llama_cpp_random, 800"})
  void continuesAsTheReference(String unit, int idCount) throws IOException {
    Engine engine = new Engine(model(unit));
    List<String> wrong = new ArrayList<>();
    int compared = 0;
    for (JsonNode row : rows(unit, "expected.jsonl")) {
      int[] ids = ids(row, "ids");
      int[] prompt = Arrays.copyOf(ids, Math.min(ids.length, PROMPT));
      int[] expected = ids(row, "next");
      if (!Arrays.equals(engine.generate(prompt, NEXT, 0, 0), expected)) {
        wrong.add(row.get("id").asText());
      }
      compared += expected.length;
    }
    assertThat(wrong).isEmpty();
    assertThat(compared).isEqualTo(idCount);
  }

  private static Model model(String unit) throws IOException {
    try (InputStream in = openModel(unit)) {
      return Model.read(in, unit);
    }
  }

  private static InputStream openModel(String unit) {
    return switch (unit) {
      case "llama_cpp_tiny" -> BuiltInModels.openTiny();
      case "llama_cpp_random" -> open(unit, "knots-random.gguf");
      default -> open(unit, "knots-user-defined.gguf");
    };
  }

  private static int[] ids(JsonNode row, String key) {
    return JSON.convertValue(row.get(key), int[].class);
  }

  private static String decode(TextEncoder encoder, int[] ids) {
    return new String(encoder.decode(ids, 0, ids.length), StandardCharsets.UTF_8);
  }

  /** The text with lone surrogates as U+FFFD; SentencePiece also takes U+2581 for a space. */
  private static String decoded(String text) {
    return text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c)
        .map(c -> c == '\u2581' ? ' ' : c)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private static List<JsonNode> rows(String unit, String file) throws IOException {
    try (InputStream in = open(unit, file)) {
      return JSON.readerFor(JsonNode.class).<JsonNode>readValues(in).readAll();
    }
  }

  private static InputStream open(String unit, String file) {
    return Objects.requireNonNull(
        LlamaCppTest.class.getResourceAsStream("/golden/" + unit + "/" + file),
        () -> unit + "/" + file);
  }
}
