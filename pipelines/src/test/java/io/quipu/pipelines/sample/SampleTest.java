package io.quipu.pipelines.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.pipelines.work.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleTest {

  /**
   * SHA-256 over names and bytes of all files of the shipped recipe's seed. It changes with the
   * sample, and may with a new zstd; never with JVM, machine, locale or time zone.
   */
  private static final String DIGEST =
      "71a0bde1acc963c6f35561b452b50cc2ec3224987ec3c39c179b951481843dec";

  @TempDir Path folder;

  @Test
  void aSeedHasTheSameBytesEverywhere() throws Exception {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
      Sample.write(folder, Sample.SEED);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
    assertThat(digest(folder)).isEqualTo(DIGEST);
  }

  @Test
  void anotherSeedPlantsTheSameKindsOfFactInOtherDocuments() throws Exception {
    Sample.write(folder.resolve("1"), 1);
    Sample.write(folder.resolve("2"), 2);
    assertThat(facts(folder.resolve("1"))).isEqualTo(facts(folder.resolve("2"))).hasSize(20);
    assertThat(digest(folder.resolve("1"))).isNotEqualTo(digest(folder.resolve("2")));
  }

  @Test
  void plantedPairsAreAsSimilarAsTheirFactsSay() throws Exception {
    for (long seed = 1; seed <= 20; seed++) {
      Draw draw = new Draw(seed, "pair");
      Article original = new Prose(draw).article(4, 100, 125);
      double near = NearCopy.jaccard(NearCopy.lightlyEdited(original, draw), original);
      double far = NearCopy.jaccard(NearCopy.heavilyEdited(original, draw), original);
      assertThat(near).as("seed " + seed).isGreaterThan(0.85).isLessThan(1);
      assertThat(far).as("seed " + seed).isBetween(0.45, 0.6);
    }
  }

  private static List<String> facts(Path sample) throws IOException {
    try (Stream<String> lines = Files.lines(sample.resolve("truth.jsonl"))) {
      return lines.map(SampleTest::factOf).distinct().sorted().toList();
    }
  }

  private static String factOf(String line) {
    try {
      return Json.read(line).path("fact").asText();
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }

  private static String digest(Path folder) throws Exception {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      sha.update(Packing.utf8(folder.relativize(file) + "\n"));
      sha.update(Files.readAllBytes(file));
    }
    return HexFormat.of().formatHex(sha.digest());
  }
}
