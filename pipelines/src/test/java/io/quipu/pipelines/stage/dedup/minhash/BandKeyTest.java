package io.quipu.pipelines.stage.dedup.minhash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.core.document.DocumentId;
import io.quipu.dedup.cluster.Candidates;
import io.quipu.dedup.cluster.Rank;
import io.quipu.dedup.minhash.MinHasher;
import io.quipu.dedup.minhash.ShingleSet;
import io.quipu.pipelines.driver.TestRun;
import io.quipu.pipelines.pass.ByteReader;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.stage.dedup.method.Candidate;
import io.quipu.pipelines.stage.part.Scratch;
import io.quipu.pipelines.work.WorkFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bands by the hundred: their numbers travel as they are, and groups stay in bounds. */
class BandKeyTest {

  private static final List<Integer> BANDS =
      List.of(0, 1, 127, 128, 129, 254, 255, 256, 257, 449, 0x7FFF, 0x8000, 0xFFFF);

  private static final String[] TEXTS = {
    "Release 1.5 doesn't start on Windows. We are looking into it and will report here soon.",
    "release 2.0 doesn\u2019t start on windows; we are looking into it, and will report here soon!",
    "The ferry to the island leaves at nine in the morning, and comes back before it is dark."
  };

  @TempDir Path folder;

  @Test
  void orderOfBytesIsThatOfBandsThenKeys() {
    List<BandKey> keys = new ArrayList<>();
    for (int band : BANDS) {
      keys.add(new BandKey(band, 0));
      keys.add(new BandKey(band, 255));
      keys.add(new BandKey(band, -1));
    }
    for (int i = 0; i < keys.size(); i++) {
      assertThat(BandKey.ofBytes(keys.get(i).toBytes())).isEqualTo(keys.get(i));
      if (i > 0) {
        byte[] before = keys.get(i - 1).toBytes();
        assertThat(Arrays.compareUnsigned(before, keys.get(i).toBytes())).isNegative();
      }
    }
  }

  @Test
  void refusesNumbersThatTwoBytesCannotHold() {
    assertThatThrownBy(() -> new BandKey(0x10000, 1)).hasMessageContaining("two bytes: 65536");
    assertThatThrownBy(() -> new BandKey(-1, 1)).hasMessageContaining("two bytes: -1");
  }

  @Test
  void aMemberIsReadAsItWasSent() throws IOException {
    for (int band : BANDS) {
      Candidate sent = candidate(3);
      new BandKey(band, -77)
          .send(
              sent.toBytes(),
              (record, value) -> {
                BandKey.Member member = BandKey.Member.ofRecord(record);
                assertThat(member.band()).isEqualTo(new BandKey(band, -77));
                assertThat(member.candidate().id()).isEqualTo(sent.id());
                assertThat(member.candidate().row()).isEqualTo(3);
                assertThat(record.length).isEqualTo(BandKey.PREFIX + sent.toBytes().length);
              });
    }
  }

  /** 300 and 44 have one low byte, 128 and 0 the same in seven bits. */
  @Test
  void membersOfDifferentBandsAreNoCandidates() throws IOException {
    Map<String, Set<Integer>> rowsOfChunk =
        asked(
            out -> {
              int row = 0;
              for (int band : List.of(0, 44, 128, 256, 300, 449)) {
                new BandKey(band, 77).send(candidate(row++).toBytes(), out);
              }
            });
    assertThat(rowsOfChunk).isEmpty();
  }

  @Test
  void signaturesOf450BandsBecomePairs() throws IOException {
    MinHasher hasher = new MinHasher(ManyBands.SCHEME);
    long[][] keys = new long[TEXTS.length][450];
    for (int row = 0; row < TEXTS.length; row++) {
      hasher.sign(TEXTS[row].toCharArray(), TEXTS[row].length());
      hasher.bandKeys(hasher.signature(), keys[row]);
    }
    Map<String, Set<Integer>> rowsOfChunk =
        asked(
            out -> {
              for (int band = 449; band >= 0; band--) {
                for (int row = 0; row < TEXTS.length; row++) {
                  new BandKey(band, keys[row][band]).send(candidate(row).toBytes(), out);
                }
              }
            });
    assertThat(rowsOfChunk).hasSize((450 + 15) / 16);
    assertThat(rowsOfChunk.values()).allMatch(Set.of(0, 1)::equals);
  }

  /** The most pairs that a document can have without a star, in every band with other documents. */
  @Test
  void pairsOfManyBandsStayInTheBoundOfAGroup() throws IOException {
    int others = Candidates.ALL_PAIRS - 1;
    Map<String, Set<Integer>> rowsOfChunk =
        asked(
            out -> {
              for (int band = 0; band < 450; band++) {
                new BandKey(band, 5).send(candidate(0).toBytes(), out);
                for (int k = 1; k <= others; k++) {
                  new BandKey(band, 5).send(candidate(band * others + k).toBytes(), out);
                }
              }
            });
    Set<Integer> partners = new TreeSet<>();
    rowsOfChunk.forEach(
        (chunk, rows) -> {
          if (chunk.startsWith("0 ")) {
            partners.addAll(rows);
          }
          long shingles = 8L * (ShingleSet.LIMIT + 1);
          assertThat(rows.size() * (shingles + 100)).isLessThan(KeyedSink.MAX_GROUP_BYTES);
        });
    assertThat(partners).hasSize(1 + 450 * others);
  }

  @Test
  void aRunOf450BandsDecidesAsItsBandsSay() throws Exception {
    TestRun run = new TestRun(folder);
    for (int i = 0; i < TEXTS.length; i++) {
      run.input("in/a/" + i + ".jsonl", TestRun.json("d" + i, TEXTS[i]));
    }
    for (String mode : List.of("verified", "components")) {
      run.run(
          """
          name: bands
          tokenizer: {name: gpt2}
          sources: {a: {kind: jsonl, inputs: ["in/a/*.jsonl"]}}
          stages:
            - dedup: {minhash: {preset: many_bands, mode: %s}, survivor: [longest]}
          mixture: {epochs: {a: 1}}
          shards: {tokens: 1M}
          """
              .formatted(mode),
          "dedup_minhash");
      assertThat(
              run.rows(Dataset.decisions("dedup_minhash"), "outcome", "duplicate_of_key", "reason"))
          .as(mode)
          .filteredOn(row -> row.endsWith("duplicate"))
          .singleElement()
          .asString()
          .contains("d1"); // one character longer than d0
    }
    assertThat(run.rows(Dataset.signatures("dedup_minhash"), "key", "bands")).hasSize(3);
  }

  /** The rows that a chunk's pairs ask for, by its address from the part on. */
  private Map<String, Set<Integer>> asked(StarsTest.Sender records) throws IOException {
    Scratch scratch = new Scratch(new WorkFolder(folder.resolve("work").toString()), "s", "f");
    Map<String, Set<Integer>> rowsOfChunk = new TreeMap<>();
    StarsTest.throughABucket(
        new MinHashPairs.Pair(scratch, 1, true),
        records,
        (key, value) -> {
          ByteReader fields = new ByteReader(key);
          fields.bytes(5);
          int row = fields.int32();
          fields.int32();
          String chunk = fields.int32() + " " + Arrays.toString(fields.rest());
          rowsOfChunk.computeIfAbsent(chunk, k -> new TreeSet<>()).add(row);
        });
    return rowsOfChunk;
  }

  private static Candidate candidate(int row) {
    DocumentId id = new DocumentId("a", "k" + row);
    byte[] rank = new Rank().start().longer(1_000_000 - row).id(id.key128());
    return new Candidate(rank, 0, row, 1, id);
  }
}
