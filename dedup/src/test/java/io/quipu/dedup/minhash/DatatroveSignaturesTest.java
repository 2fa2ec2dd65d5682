package io.quipu.dedup.minhash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quipu.dedup.Golden;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Agreement of the preset {@code datatrove} with datatrove on documents of ours: every word,
 * shingle and value of a signature. See golden/datatrove_signatures/ORIGIN.md.
 */
class DatatroveSignaturesTest {

  @Test
  void cutsTheWordsThatDatatroveCuts() throws IOException {
    Map<String, String> texts = Golden.texts("datatrove_signatures");
    NormalWords normalWords = new NormalWords();
    int compared = 0;
    for (JsonNode golden : Golden.expected("datatrove_signatures")) {
      char[] text = texts.get(golden.get("id").asText()).toCharArray();
      List<String> words = new ArrayList<>();
      normalWords.cut(
          text, text.length, (word, from, to) -> words.add(new String(word, from, to - from)));
      List<String> expected = new ArrayList<>();
      golden.get("words").forEach(word -> expected.add(word.asText()));
      assertThat(words).as(golden.get("id").asText()).isEqualTo(expected);
      compared += words.size();
    }
    assertThat(compared).isGreaterThan(1000);
  }

  @Test
  void hasTheShinglesAndSignaturesOfDatatroveBitByBit() throws IOException {
    Map<String, String> texts = Golden.texts("datatrove_signatures");
    MinHasher minHasher = new MinHasher(MinHashPresets.DATATROVE);
    int signed = 0;
    for (JsonNode golden : Golden.expected("datatrove_signatures")) {
      String id = golden.get("id").asText();
      char[] text = texts.get(id).toCharArray();
      assertThat(minHasher.sign(text, text.length))
          .as(id)
          .isEqualTo(golden.get("shingle_count").asLong());
      List<String> shingles = new ArrayList<>();
      golden.get("shingles").forEach(shingle -> shingles.add(shingle.asText()));
      assertThat(Arrays.stream(minHasher.shingles()).mapToObj(v -> hex(v)).sorted())
          .as(id)
          .containsExactlyElementsOf(shingles);
      if (shingles.isEmpty()) { // too short: nothing is written by either
        assertThat(golden.get("signature").asText()).as(id).isEmpty();
        continue;
      }
      StringBuilder signature = new StringBuilder();
      for (long value : minHasher.signature()) {
        signature.append(hex(value));
      }
      assertThat(signature.toString()).as(id).isEqualTo(golden.get("signature").asText());
      signed++;
    }
    assertThat(signed).isGreaterThan(45);
  }

  private static String hex(long value) {
    return String.format("%016x", value);
  }
}
