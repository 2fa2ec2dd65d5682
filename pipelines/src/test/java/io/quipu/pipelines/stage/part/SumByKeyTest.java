package io.quipu.pipelines.stage.part;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.pipelines.pass.ByteReader;
import io.quipu.pipelines.pass.ByteWriter;
import io.quipu.pipelines.pass.GroupPass;
import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.JobRunner;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.pass.LoopRunner;
import io.quipu.pipelines.pass.Shuffle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SumByKeyTest {

  /** The sums that arrived; a key that comes twice is added to the list twice. */
  private static final List<Map.Entry<String, Long>> SUMS =
      Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void noSums() {
    SUMS.clear();
  }

  private record Collect() implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) {
      return (key, values) -> {
        while (values.hasNext()) {
          SUMS.add(Map.entry(new ByteReader(key).text(), new ByteReader(values.next()).int64()));
        }
      };
    }
  }

  private static void sum(List<Map.Entry<String, Long>> numbers, int buckets) throws Exception {
    List<WideTask> tasks = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      tasks.add(new WideTask(i, "a/" + i, new TreeMap<>(), "f"));
    }
    new LoopRunner()
        .run(
            new Job<>(
                "sum",
                tasks,
                (task, out) -> {
                  for (int i = task.index(); i < numbers.size(); i += 4) {
                    out.emit(
                        new ByteWriter().text(numbers.get(i).getKey()).toBytes(),
                        new ByteWriter().int64(numbers.get(i).getValue()).toBytes());
                  }
                },
                List.of(
                    new Shuffle(buckets, Integer.MAX_VALUE, new SumByKey()),
                    new Shuffle(1, 0, new Collect()))),
            JobRunner.Progress.NONE);
  }

  @Test
  void addsUpEachKeyAndEqualNumbersAsOftenAsTheyCome() throws Exception {
    sum(
        List.of(Map.entry("a", 5L), Map.entry("b", 1L), Map.entry("a", 5L), Map.entry("a", -3L)),
        1);
    assertThat(SUMS).containsExactly(Map.entry("a", 7L), Map.entry("b", 1L));
  }

  @Test
  void numbersMayBeNegativeZeroAndLong() throws Exception {
    sum(
        List.of(
            Map.entry("", Long.MAX_VALUE),
            Map.entry("", -1L),
            Map.entry("long", 1L << 40),
            Map.entry("long", 1L << 40),
            Map.entry("zero", 0L)),
        1);
    assertThat(SUMS)
        .containsExactly(
            Map.entry("", Long.MAX_VALUE - 1), Map.entry("long", 1L << 41), Map.entry("zero", 0L));
  }

  @Test
  void nothingSentIsNothingSummed() throws Exception {
    sum(List.of(), 3);
    assertThat(SUMS).isEmpty();
    assertThat(SumByKey.sum(Collections.emptyIterator())).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 3", "3, 16"})
  void equalsAMapOfSumsWhateverTheNumberOfBuckets(long seed, int buckets) throws Exception {
    Random random = new Random(seed);
    List<Map.Entry<String, Long>> numbers = new ArrayList<>();
    SortedMap<String, Long> expected = new TreeMap<>();
    for (int i = 0; i < 1000; i++) {
      String key = "key " + random.nextInt(50);
      long number = random.nextInt(2001) - 1000;
      numbers.add(Map.entry(key, number));
      expected.merge(key, number, Long::sum);
    }
    sum(numbers, buckets);
    assertThat(SUMS)
        .as("seed %d, %d buckets", seed, buckets)
        .containsExactlyInAnyOrderElementsOf(expected.entrySet());
  }
}
