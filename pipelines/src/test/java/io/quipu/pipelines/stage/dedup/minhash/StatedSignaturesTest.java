package io.quipu.pipelines.stage.dedup.minhash;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.dedup.cluster.Candidates;
import io.quipu.dedup.minhash.MinHashPresets;
import io.quipu.dedup.minhash.MinHasher;
import io.quipu.dedup.minhash.ShingleSet;
import io.quipu.pipelines.driver.StageOnRows;
import io.quipu.pipelines.driver.StageOnRows.Fill;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.work.ParallelRows;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of documents whose band keys and ranks a test states, and what signatures hold. */
class StatedSignaturesTest {

  private static final String RECIPE =
      """
      name: near
      tokenizer: {name: gpt2}
      sources: {a: {kind: jsonl, inputs: [none.jsonl]}}
      stages: [dedup: {name: near, minhash: {%s}}]
      """;
  private static final Dataset SIGNATURES = Dataset.signatures("near");
  private static final Dataset DECISIONS = Dataset.decisions("near");
  private static final int BANDS = MinHashPresets.scheme("datatrove").bands();

  @TempDir private Path folder;

  /**
   * A document; documents of different digests have different sets of shingles.
   *
   * @param bands empty for a text without shingles
   */
  private record Doc(String text, long[] bands, int digest, int rank) {}

  private static StageOnRows run(Path own, long order, String options, List<List<Doc>> parts)
      throws Exception {
    StageOnRows stage =
        new StageOnRows(own, String.format(RECIPE, options))
            .order(order)
            .buckets(1 + 4 * (int) order);
    for (int part = 0; part < parts.size(); part++) {
      List<Doc> documents = parts.get(part);
      String name = "a/p" + part;
      stage.documents(name, documents.stream().map(Doc::text).toArray(String[]::new));
      List<Fill> rows = new ArrayList<>();
      for (int i = 0; i < documents.size(); i++) {
        Doc document = documents.get(i);
        String key = "p" + part + "-" + i;
        rows.add(row -> fill(document, key, row));
      }
      stage.file(name, SIGNATURES, MinHashSignatures.SCHEMA, rows);
    }
    return stage.run("near");
  }

  private static void fill(Doc document, String key, Row row) {
    row.setString(MinHashSignatures.KEY, key);
    row.setBinary(MinHashSignatures.RANK, ByteBuffer.allocate(4).putInt(document.rank()).array());
    if (document.bands().length > 0) {
      ByteBuffer bands = ByteBuffer.allocate(Long.BYTES * BANDS);
      bands.asLongBuffer().put(document.bands());
      row.setBinary(MinHashSignatures.BANDS, bands.array());
      row.setBinary(
          MinHashSignatures.SHINGLE_SET,
          ByteBuffer.allocate(16).putInt(12, document.digest()).array());
    }
  }

  private static long[] bandsOf(Random random) {
    return random.longs(BANDS).toArray();
  }

  /** Deals documents to parts. */
  private static List<List<Doc>> deal(List<Doc> documents, int parts) {
    List<List<Doc>> dealt = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      dealt.add(new ArrayList<>());
    }
    for (int i = 0; i < documents.size(); i++) {
      dealt.get(i % parts).add(documents.get(i));
    }
    return dealt;
  }

  /**
   * Members of one band key in families of near texts. Up to 32 members all pairs are compared.
   * Above, a round compares with the best only, and the next round has what this one rejected: here
   * each round takes one family of 11. If the fourth and last round has 32 members all pairs are
   * compared again; if it has 33 it takes one more family, and the 22 members of the last two are
   * all kept.
   */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "2, 1, 1",
    "32, 6, 6",
    "33, 1, 1",
    "33, 6, 6",
    "64, 6, 6",
    "65, 6, 6",
    "66, 6, 26"
  })
  void familiesOfOneBandKey(int members, int families, int kept) throws Exception {
    assertThat(List.of(Candidates.ALL_PAIRS, Candidates.ROUNDS)).containsExactly(32, 4);
    Random random = new Random(members);
    List<Doc> documents = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      long[] bands = bandsOf(random);
      bands[3] = 7;
      documents.add(new Doc(member(i % families, i), bands, i, i));
    }
    Collections.shuffle(documents, random);
    for (String decide : List.of("sweep", "rounds")) {
      StageOnRows stage =
          run(
              Files.createDirectory(folder.resolve(decide)),
              1,
              "decide: " + decide,
              deal(documents, 3));
      assertThat(stage.counts(DECISIONS, "outcome").get("0")).as(decide).isEqualTo(kept);
    }
  }

  /** A text near to those of its family only: 60 words of the family, and one of its own. */
  private static String member(int family, int number) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      text.append((char) ('a' + family)).append(letters(i)).append(' ');
    }
    return text.append("own").append(letters(number)).toString();
  }

  private static String letters(int number) {
    return "" + (char) ('a' + number / 26) + (char) ('a' + number % 26);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void ofEachComponentTheBestIsKeptInAnyOrderOfTasksAndNumberOfBuckets(long seed) throws Exception {
    Random random = new Random(seed);
    List<Integer> ranks = new ArrayList<>(IntStream.range(0, 120).boxed().toList());
    Collections.shuffle(ranks, random);
    List<Doc> documents = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      long[] bands = bandsOf(random);
      // few values of two bands join documents; the digest of some is that of another one
      bands[0] = random.nextInt(4) == 0 ? random.nextInt(20) : bands[0];
      bands[1] = random.nextInt(4) == 0 ? random.nextInt(20) : bands[1];
      documents.add(
          i > 0 && random.nextInt(10) == 0
              ? copy(documents.get(random.nextInt(i)), ranks.get(i))
              : new Doc("text", random.nextInt(12) == 0 ? new long[0] : bands, i, ranks.get(i)));
    }
    List<String> expected = new ArrayList<>();
    List<List<Doc>> parts = deal(documents, 3);
    for (int part = 0; part < 3; part++) {
      for (int i = 0; i < parts.get(part).size(); i++) {
        Doc document = parts.get(part).get(i);
        boolean best = component(document, documents).stream().allMatch(d -> document.rank() <= d);
        expected.add("a/p" + part + " " + i + ": " + (best ? 0 : 3));
      }
    }
    assertThat(expected).anyMatch(row -> row.endsWith("3")).anyMatch(row -> row.endsWith("0"));
    for (long order = 0; order < 3; order++) {
      Path own = Files.createDirectory(folder.resolve("o" + order));
      assertThat(run(own, order, "mode: components", parts).rows(DECISIONS, "outcome"))
          .as("seed %d, order %d", seed, order)
          .isEqualTo(expected);
    }
  }

  private static Doc copy(Doc of, int rank) {
    return new Doc(of.text(), of.bands(), of.digest(), rank);
  }

  /** Ranks of the documents that are reached from one over band keys that two share. */
  private static List<Integer> component(Doc start, List<Doc> all) {
    List<Doc> reached = new ArrayList<>(List.of(start));
    for (int i = 0; i < reached.size(); i++) {
      Doc from = reached.get(i);
      for (Doc to : all) {
        if (!reached.contains(to) && shareABand(from, to)) {
          reached.add(to);
        }
      }
    }
    return reached.stream().map(Doc::rank).toList();
  }

  private static boolean shareABand(Doc a, Doc b) {
    return a.bands().length > 0
        && b.bands().length > 0
        && IntStream.range(0, BANDS).anyMatch(i -> a.bands()[i] == b.bands()[i]);
  }

  @Test
  void signaturesAreTheBandKeysAndTheSetOfShinglesOfEachText() throws Exception {
    String[] texts = {
      "one two three four five six", "one two three four five", "four words only x"
    };
    StageOnRows stage = new StageOnRows(folder, String.format(RECIPE, ""));
    stage.documents("a/p0", texts).run("identity", "near.signatures");
    MinHasher hasher = new MinHasher(MinHashPresets.scheme("datatrove"));
    try (PartFileReader reader =
        new PartFileReader(stage.ledger().file("a/p0", SIGNATURES).path())) {
      Row row = reader.newRow();
      for (String text : texts) {
        assertThat(reader.next(row)).isTrue();
        assertThat(ParallelRows.isKept(row)).isTrue();
        if (text.split(" ").length < 5) {
          assertThat(row.isNull(MinHashSignatures.BANDS)).isTrue();
          assertThat(row.isNull(MinHashSignatures.SHINGLE_SET)).isTrue();
          continue;
        }
        hasher.sign(text.toCharArray(), text.length());
        long[] keys = new long[BANDS];
        hasher.bandKeys(hasher.signature(), keys);
        long[] read = new long[BANDS];
        ByteBuffer.wrap(row.getBinary(MinHashSignatures.BANDS)).asLongBuffer().get(read);
        assertThat(read).isEqualTo(keys);
        assertThat(row.getBinary(MinHashSignatures.SHINGLE_SET))
            .isEqualTo(ShingleSet.key(hasher.shingles()).toBytes());
      }
      assertThat(reader.next(row)).isFalse();
    }
  }
}
