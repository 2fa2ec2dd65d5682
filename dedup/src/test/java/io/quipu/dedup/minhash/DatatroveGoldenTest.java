package io.quipu.dedup.minhash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quipu.dedup.Corpus;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Agreement with datatrove 0.10.0 (a649de79) and spaCy 3.8.2 on the golden documents. */
@Tag("corpus")
class DatatroveGoldenTest {

  private static String sha1(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
  }

  @Test
  void drawsThePermutationsThatNumpyDraws() throws Exception {
    JsonNode expected = Corpus.tree("golden/dedup/permutations.json");
    LinearFunctions functions = new LinearFunctions(112, 1);
    for (int i = 0; i < 112; i++) {
      assertThat(functions.a(i)).isEqualTo(Long.parseLong(expected.get("a").get(i).asText()));
      assertThat(functions.b(i)).isEqualTo(Long.parseLong(expected.get("b").get(i).asText()));
    }
  }

  @Test
  void cutsTheWordsThatDatatroveCuts() throws Exception {
    Map<String, String> texts = new HashMap<>();
    for (JsonNode document : Corpus.lines("golden/filters/docs.jsonl.gz")) {
      texts.put(document.get("id").asText(), document.get("text").asText());
    }
    NormalWords normalWords = new NormalWords();
    List<String> different = new ArrayList<>();
    int all = 0;
    for (JsonNode golden : Corpus.lines("golden/filters/datatrove.jsonl.gz")) {
      String id = golden.get("id").asText();
      char[] text = texts.get(id).toCharArray();
      List<String> words = new ArrayList<>();
      normalWords.cut(
          text, text.length, (word, from, to) -> words.add(new String(word, from, to - from)));
      String expected = golden.get("simplify").get("words_sha1_of_us_joined").asText();
      all++;
      if (!sha1(String.join("\u001f", words).getBytes(UTF_8)).equals(expected)) {
        different.add(id);
      }
    }
    System.out.printf("equal words: %d of %d%n", all - different.size(), all);
    assertThat(different).as("of %d", all).isEmpty();
  }

  @Test
  void signsBitIdentically() throws Exception {
    Map<String, String> texts = new HashMap<>();
    for (JsonNode document : Corpus.lines("golden/dedup/docs.jsonl.gz")) {
      texts.put(document.get("id").asText(), document.get("text").asText());
    }
    MinHasher minHasher = new MinHasher(MinHashPresets.DATATROVE);
    List<String> different = new ArrayList<>();
    int all = 0;
    for (JsonNode golden : Corpus.lines("golden/dedup/signatures_xxhash64.jsonl.gz")) {
      String id = golden.get("id").asText();
      char[] text = texts.get(id).toCharArray();
      long shingles = minHasher.sign(text, text.length);
      ByteBuffer bytes = ByteBuffer.allocate(8 * 112).order(ByteOrder.LITTLE_ENDIAN);
      for (long value : minHasher.signature()) {
        bytes.putLong(value);
      }
      all++;
      if (shingles != golden.get("shingles").asLong()
          || (shingles > 0 && !sha1(bytes.array()).equals(golden.get("sha1_le_bytes").asText()))) {
        different.add(id);
      }
    }
    System.out.printf("bit-identical signatures: %d of %d%n", all - different.size(), all);
    assertThat(different).as("of %d", all).isEmpty();
  }
}
