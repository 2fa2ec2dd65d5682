package io.quipu.pipelines.stage.dedup.method;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.document.DocumentId;
import io.quipu.dedup.cluster.Rank;
import io.quipu.pipelines.pass.ByteReader;
import io.quipu.pipelines.pass.ByteWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CandidateTest {

  private static final DocumentId ID = new DocumentId("web", "naïve/1");

  private static void isRead(Candidate read, Candidate candidate) {
    assertThat(read.rank()).isEqualTo(candidate.rank());
    assertThat(read.part()).isEqualTo(candidate.part());
    assertThat(read.row()).isEqualTo(candidate.row());
    assertThat(read.members()).isEqualTo(candidate.members());
    assertThat(read.id()).isEqualTo(candidate.id());
    assertThat(read.ref()).isEqualTo(candidate.ref());
  }

  /** The default survivor keys give 44 bytes; each signal among the keys adds 8. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 44, 44 + 8 * 26, 255, 256, 44 + 8 * 27, 0xffff})
  void aRankOfAnyLengthIsReadAsItWasWritten(int length) {
    byte[] rank = new byte[length];
    new Random(length).nextBytes(rank);
    Candidate candidate = new Candidate(rank, 1, 2, 3, ID);
    isRead(Candidate.ofBytes(candidate.toBytes()), candidate);
    isRead(Candidate.ofKey(candidate.toKey()), candidate);
  }

  @Test
  void partRowAndMembersMayBeTheLargestNumbersThereAre() {
    int max = Integer.MAX_VALUE;
    Candidate candidate = new Candidate(new byte[44], max, max, max, ID);
    isRead(Candidate.ofBytes(candidate.toBytes()), candidate);
    isRead(Candidate.ofKey(candidate.toKey()), candidate);
  }

  @Test
  void whatFollowsACandidateIsReadAfterIt() {
    Candidate candidate = new Candidate(new byte[] {9, 8}, 0, 0, 1, ID);
    ByteReader from = new ByteReader(candidate.write(new ByteWriter()).int32(77).toBytes());
    isRead(Candidate.read(from), candidate);
    assertThat(from.int32()).isEqualTo(77);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void bytesSortByRankThenPartThenRow(long seed) {
    Random random = new Random(seed);
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      byte[] rank = new byte[300];
      rank[299] = (byte) (random.nextInt(5) * 60);
      candidates.add(new Candidate(rank, random.nextInt(3), i, 1, new DocumentId("s", "k" + i)));
    }
    Collections.shuffle(candidates, random);
    List<Candidate> byBytes = new ArrayList<>(candidates);
    byBytes.sort((a, b) -> Arrays.compareUnsigned(a.toBytes(), b.toBytes()));
    candidates.sort(
        ((Comparator<Candidate>) (a, b) -> Rank.compare(a.rank(), b.rank()))
            .thenComparingInt(Candidate::part)
            .thenComparingInt(Candidate::row));
    assertThat(byBytes).as("seed %d", seed).isEqualTo(candidates);
  }
}
