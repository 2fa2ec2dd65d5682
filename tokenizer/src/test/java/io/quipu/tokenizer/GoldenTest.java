package io.quipu.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quipu.core.text.TextEncoder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ids of the reference tokenizers: tiktoken 0.14.0 {@code encode_ordinary} and sentencepiece 0.2.2.
 */
@Tag("corpus")
class GoldenTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, TextEncoder> ENCODERS = new TreeMap<>();

  @ParameterizedTest
  @ValueSource(strings = {"r50k_base", "p50k_base", "cl100k_base", "llama2-spm", "mistral-v1-spm"})
  void givesTheIdsOfTheReference(String tokenizer) throws IOException {
    TextEncoder encoder = encoder(tokenizer);
    int cases = 0;
    List<String> wrong = new ArrayList<>();
    for (JsonNode line : lines("golden/" + tokenizer + ".jsonl.gz")) {
      compare(encoder, line, wrong);
      cases++;
    }
    assertThat(wrong).isEmpty();
    assertThat(cases).isEqualTo(3174);
  }

  @Test
  void givesTheIdsOfTheReferenceForNewScripts() throws IOException {
    int cases = 0;
    List<String> wrong = new ArrayList<>();
    for (JsonNode line : lines("golden/extra.jsonl.gz")) {
      if (isOurs(line.get("tokenizer").asText())) {
        compare(encoder(line.get("tokenizer").asText()), line, wrong);
        cases++;
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(cases).isEqualTo(600);
  }

  @Test
  void givesTheIdsOfTheReferenceForReplacedBytes() throws IOException {
    int cases = 0;
    for (JsonNode line : lines("golden/bytes.jsonl.gz")) {
      String text = line.get("utf8_replace_text").asText();
      for (String tokenizer : List.of("r50k_base", "cl100k_base")) {
        assertThat(encoder(tokenizer).encode(text)).isEqualTo(ids(line.get(tokenizer)));
        cases++;
      }
    }
    assertThat(cases).isEqualTo(2 * 198);
  }

  @Test
  void givesTheIdsOfTheReferenceForWholeDocuments() throws IOException {
    int cases = 0;
    List<String> wrong = new ArrayList<>();
    for (JsonNode line : lines("golden/docs.jsonl.gz")) {
      String text = line.get("text").asText();
      for (Map.Entry<String, JsonNode> expected : line.get("ref").properties()) {
        if (isOurs(expected.getKey())) {
          TextEncoder encoder = encoder(expected.getKey());
          int[] ids = encoder.encode(text);
          String actual = ids.length + " " + sha256(ids).substring(0, 32);
          JsonNode value = expected.getValue();
          if (!actual.equals(value.get(0).asText() + " " + value.get(1).asText())
              || !roundTrip(expected.getKey(), text).equals(decode(encoder, ids))) {
            wrong.add(expected.getKey() + " document " + line.get("i"));
          }
          cases++;
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(cases).isGreaterThanOrEqualTo(3 * 1411);
  }

  /** One megabyte without a place to cut: quadratic work would not end. */
  @Test
  void givesTheIdsOfTheReferenceForHugeWords() throws IOException {
    int cases = 0;
    List<String> wrong = new ArrayList<>();
    for (JsonNode line : lines("golden/large.jsonl")) {
      if (isOurs(line.get("tokenizer").asText())) {
        int[] ids = encoder(line.get("tokenizer").asText()).encode(generate(line));
        if (ids.length != line.get("n_ids").asInt()
            || !sha256(ids).equals(line.get("sha256_le_u32").asText())) {
          wrong.add(line.toString());
        }
        cases++;
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(cases).isGreaterThanOrEqualTo(4 * 14);
  }

  private static boolean isOurs(String tokenizer) {
    return switch (tokenizer) {
      case "r50k_base", "p50k_base", "cl100k_base", "llama2-spm", "mistral-v1-spm" -> true;
      default -> false;
    };
  }

  private static void compare(TextEncoder encoder, JsonNode line, List<String> wrong) {
    String text = line.get("text").asText();
    int[] ids = encoder.encode(text);
    if (!Arrays.equals(ids, ids(line.get("ids")))
        || encoder.count(text) != ids.length
        || !decode(encoder, ids).equals(roundTrip(line.get("tokenizer").asText(), text))) {
      wrong.add(encoder.name() + ": " + text);
    }
  }

  private static String decode(TextEncoder encoder, int[] ids) {
    return new String(encoder.decode(ids, 0, ids.length), StandardCharsets.UTF_8);
  }

  /** SentencePiece cannot tell U+2581 from the space that it stands for. */
  private static String roundTrip(String tokenizer, String text) {
    return tokenizer.endsWith("-spm") ? text.replace('\u2581', ' ') : text;
  }

  private static String generate(JsonNode spec) {
    int[] alphabet = spec.get("s").asText().codePoints().toArray();
    int count = spec.get("n").asInt();
    if (spec.get("gen").asText().equals("repeat")) {
      return spec.get("s").asText().repeat(count);
    }
    StringBuilder text = new StringBuilder();
    long x = spec.get("seed").asLong();
    for (int i = 0; i < count; i++) {
      x = x * 6364136223846793005L + 1442695040888963407L;
      text.appendCodePoint(alphabet[(int) ((x >>> 33) % alphabet.length)]);
    }
    return text.toString();
  }

  private static int[] ids(JsonNode array) {
    int[] ids = new int[array.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = array.get(i).asInt();
    }
    return ids;
  }

  private static String sha256(int[] ids) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * ids.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(ids);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TextEncoder encoder(String tokenizer) throws IOException {
    TextEncoder known = ENCODERS.get(tokenizer);
    if (known == null) {
      known = tokenizer.endsWith("-spm") ? sentencePiece(tokenizer) : Tokenizers.builtIn(tokenizer);
      ENCODERS.put(tokenizer, known);
    }
    return known;
  }

  private static TextEncoder sentencePiece(String tokenizer) throws IOException {
    String file = tokenizer.replace("-spm", ".tokenizer.model");
    try (InputStream in = Files.newInputStream(Corpus.path("tokenizers/vocab/" + file))) {
      return Tokenizers.fromFile(in, tokenizer);
    }
  }

  private static List<JsonNode> lines(String name) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    Path path = Corpus.path("tokenizers/" + name);
    try (InputStream file = Files.newInputStream(path);
        InputStream in = name.endsWith(".gz") ? new GZIPInputStream(file) : file;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(JSON.readTree(line));
      }
    }
    return lines;
  }
}
