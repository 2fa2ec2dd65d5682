package io.quipu.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quipu.dedup.cluster.Candidates;
import io.quipu.dedup.cluster.GreedySweep;
import io.quipu.dedup.cluster.Jaccard;
import io.quipu.dedup.cluster.UnionFind;
import io.quipu.dedup.minhash.MinHashPresets;
import io.quipu.dedup.minhash.MinHasher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example of README.md. */
class ReadmeExampleTest {

  private static final String[] TEXTS = {
    "Release 1.5 doesn't start on Windows. We are looking into it and will report here soon.",
    "release 2.0 doesn\u2019t start on windows; we are looking into it, and will report here soon!",
    "Release 1.5 doesn't start on Windows. We are looking into it and will report here soon. Thanks"
        + " for your patience.",
    "Start on Windows: we are looking into it and will report here soon. Thanks for your patience."
  };

  @Test
  void removesTheRepeatsOfAKeptTextAndKeepsTheEndOfTheChain() throws IOException {
    MinHasher minHasher = new MinHasher(MinHashPresets.DATATROVE);
    long[][] sets = new long[4][];
    long[][] bandKeys = new long[4][14];
    long[] counts = new long[4];
    for (int i = 0; i < 4; i++) {
      char[] text = TEXTS[i].toCharArray();
      counts[i] = minHasher.sign(text, text.length);
      minHasher.bandKeys(minHasher.signature(), bandKeys[i]);
      sets[i] = minHasher.shingles();
    }
    assertThat(counts).containsExactly(13, 13, 17, 13);
    assertThat(bandKeys[1]).containsExactly(bandKeys[0]);
    assertThat(Jaccard.of(sets[0], sets[1])).isEqualTo(1);
    assertThat(Jaccard.of(sets[0], sets[2])).isEqualTo(13.0 / 17, within(1e-12));
    assertThat(Jaccard.of(sets[2], sets[3])).isEqualTo(13.0 / 17, within(1e-12));
    assertThat(Jaccard.of(sets[0], sets[3])).isEqualTo(9.0 / 17, within(1e-12));

    List<String> removed = new ArrayList<>();
    GreedySweep sweep =
        new GreedySweep(0.75, (document, of, similarity) -> removed.add(document + " by " + of));
    UnionFind components = new UnionFind(4);
    Candidates<Integer> candidates =
        new Candidates<>(
            (better, worse, star) -> {
              double similarity = Jaccard.of(sets[better], sets[worse]);
              sweep.edge(better, worse, similarity);
              if (similarity >= 0.75) {
                components.union(better, worse);
              }
            });
    for (int i = 0; i < 4; i++) {
      candidates.add(i);
    }
    candidates.end();
    assertThat(removed).containsExactly("1 by 0", "2 by 0");
    assertThat(components.find(3)).isZero(); // components would remove the last one too
  }
}
