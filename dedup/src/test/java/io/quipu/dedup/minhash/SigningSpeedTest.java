package io.quipu.dedup.minhash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quipu.dedup.Corpus;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Prints CPU figures of one thread; asserts only what a tenfold loss would break. */
@Tag("slow")
class SigningSpeedTest {

  @Test
  void signsThousandsOfDocumentsASecond() throws Exception {
    List<char[]> texts = new ArrayList<>();
    long characters = 0;
    for (JsonNode document : Corpus.lines("golden/dedup/docs.jsonl.gz")) {
      texts.add(document.get("text").asText().toCharArray());
      characters += texts.get(texts.size() - 1).length;
    }
    MinHasher minHasher = new MinHasher(MinHashPresets.DATATROVE);
    NormalWords normalWords = new NormalWords();
    Shingling.Shingler shingler = MinHashPresets.DATATROVE.shingling().open();
    long[] sink = new long[2];
    double perSecond = 0;
    for (int round = 0; round < 4; round++) {
      long start = cpu();
      for (char[] text : texts) {
        normalWords.cut(text, text.length, (word, from, to) -> sink[0] += to - from);
      }
      long words = cpu();
      for (char[] text : texts) {
        shingler.hash(text, text.length, (hashes, count) -> sink[1] ^= hashes[0]);
      }
      long shingles = cpu();
      for (char[] text : texts) {
        minHasher.sign(text, text.length);
      }
      long signed = cpu();
      perSecond = texts.size() * 1e9 / (signed - shingles);
      System.out.printf(
          "%d documents, mean %d characters; documents a CPU second: words %.0f, + shingles %.0f,"
              + " signatures %.0f%n",
          texts.size(),
          characters / texts.size(),
          texts.size() * 1e9 / (words - start),
          texts.size() * 1e9 / (shingles - words),
          perSecond);
    }
    assertThat(perSecond).isGreaterThan(1500);
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
