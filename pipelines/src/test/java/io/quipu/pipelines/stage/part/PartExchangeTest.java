package io.quipu.pipelines.stage.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.pipelines.driver.StageOnRows;
import io.quipu.pipelines.pass.ByteReader;
import io.quipu.pipelines.pass.ByteWriter;
import io.quipu.pipelines.pass.GroupPass;
import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.JobRunner;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.pass.LoopRunner;
import io.quipu.pipelines.pass.Shuffle;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.LoadedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each part is opened once, receives its own records in order, and is finished and closed. */
class PartExchangeTest {

  private static final String RECIPE =
      """
      name: exchange
      tokenizer: {name: gpt2}
      sources: {a: {kind: jsonl, inputs: [none.jsonl]}}
      stages: [dedup: {name: copies, exact: {}}]
      """;

  /** What happened to the parts of the test that runs now; passes are sent by value. */
  private static final List<String> HAPPENED = Collections.synchronizedList(new ArrayList<>());

  @TempDir private Path folder;

  @BeforeEach
  void nothingHappened() {
    HAPPENED.clear();
  }

  /** A record for a part: a number, sent under a name that is not the part's. */
  private record Sent(int part, int number) {}

  private static final class Told implements PartExchange.PartWork {
    private final String part;

    Told(WideTask task) {
      part = task.part();
      HAPPENED.add("open " + part);
    }

    @Override
    public void record(ByteReader key, Iterator<byte[]> values) throws IOException {
      int number = key.int32();
      int count = 0;
      for (; values.hasNext(); count++) {
        values.next();
      }
      if (number == 13) {
        throw new IOException("unlucky");
      }
      HAPPENED.add(part + " " + number + " x" + count);
    }

    @Override
    public void finish() {
      HAPPENED.add("finish " + part);
    }

    @Override
    public void close() {
      HAPPENED.add("close " + part);
    }
  }

  /** Sends each record on to the part that its value names. */
  private record Return() implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) {
      return PartExchange.passingMarkers(
          out,
          (key, values) -> {
            int sent = PartExchange.fields(key).int32();
            while (values.hasNext()) {
              int part = new ByteReader(values.next()).int32();
              out.emit(PartExchange.record(part).int32(sent).toBytes(), new byte[0]);
            }
          });
    }
  }

  private static List<WideTask> tasks(int count) {
    List<WideTask> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tasks.add(new WideTask(i, "a/" + i, new TreeMap<>(), "f"));
    }
    return tasks;
  }

  /** Runs an exchange by number, then one by part; the first task sends all the records. */
  private void run(List<WideTask> tasks, List<Sent> records, boolean markers, int buckets)
      throws Exception {
    LoadedRun run = new StageOnRows(folder, RECIPE).run();
    Stage stage = run.plan().stage("copies");
    Shuffle last = PartExchange.byPart(run, stage, 0, (open, of, task, out) -> new Told(task));
    WideTask sender = tasks.get(0);
    Job<WideTask> job =
        new Job<>(
            "exchange",
            tasks,
            (task, out) -> {
              if (markers) {
                PartExchange.marker(task, out);
              }
              if (task.index() == sender.index()) {
                for (Sent sent : records) {
                  out.emit(
                      PartExchange.record().int32(sent.number()).toBytes(),
                      new ByteWriter().int32(sent.part()).toBytes());
                }
              }
            },
            List.of(
                new Shuffle(buckets, Integer.MAX_VALUE, new Return()),
                new Shuffle(buckets, last.prefix(), last.pass())));
    new LoopRunner().run(job, JobRunner.Progress.NONE);
  }

  @Test
  void recordsReachTheirPartSortedAndEqualOnesTogether() throws Exception {
    run(
        tasks(3),
        List.of(new Sent(2, 300), new Sent(0, 7), new Sent(2, 8), new Sent(2, 8)),
        true,
        1);
    assertThat(HAPPENED)
        .containsExactly(
            "open a/0",
            "a/0 7 x1",
            "finish a/0",
            "close a/0",
            "open a/1",
            "finish a/1",
            "close a/1",
            "open a/2",
            "a/2 8 x2",
            "a/2 300 x1",
            "finish a/2",
            "close a/2");
  }

  @Test
  void numbersWhoseFirstByteIsThatOfAMarkerAreNotMistakenForOne() throws Exception {
    run(tasks(257), List.of(new Sent(256, 0), new Sent(0, 1), new Sent(1, 0x0100_0000)), true, 1);
    assertThat(HAPPENED).contains("a/256 0 x1", "a/0 1 x1", "a/1 16777216 x1").hasSize(3 * 257 + 3);
  }

  @Test
  void aRecordOfAPartWithoutMarkerStopsTheJob() {
    assertThatThrownBy(() -> run(tasks(1), List.of(new Sent(0, 7)), false, 1))
        .hasRootCauseMessage("a record of part 0 without the part's marker");
  }

  @Test
  void aPartThatFailsIsClosedButNotFinished() {
    assertThatThrownBy(() -> run(tasks(2), List.of(new Sent(0, 12), new Sent(0, 13)), true, 1))
        .hasRootCauseMessage("unlucky");
    assertThat(HAPPENED).containsExactly("open a/0", "a/0 12 x1", "close a/0");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 5", "1, 64", "2, 2", "2, 7"})
  void eachPartReceivesExactlyItsRecordsWhateverTheNumberOfBuckets(long seed, int buckets)
      throws Exception {
    Random random = new Random(seed);
    List<WideTask> tasks = tasks(20);
    List<Sent> records = new ArrayList<>();
    SortedMap<Integer, SortedMap<Integer, Integer>> expected = new TreeMap<>();
    for (int i = 0; i < 500; i++) {
      Sent sent = new Sent(random.nextInt(20), 14 + random.nextInt(40));
      records.add(sent);
      expected
          .computeIfAbsent(sent.part(), p -> new TreeMap<>())
          .merge(sent.number(), 1, Integer::sum);
    }
    List<String> lines = new ArrayList<>();
    for (WideTask task : tasks) {
      lines.add("open " + task.part());
      expected
          .getOrDefault(task.index(), new TreeMap<>())
          .forEach((number, count) -> lines.add(task.part() + " " + number + " x" + count));
      lines.add("finish " + task.part());
      lines.add("close " + task.part());
    }
    Collections.shuffle(tasks, random);
    run(tasks, records, true, buckets);
    // Parts of different buckets come in the order of the buckets, each whole.
    List<String> happened = new ArrayList<>();
    for (int part = 0; part < 20; part++) {
      int from = HAPPENED.indexOf("open a/" + part);
      int to = HAPPENED.indexOf("close a/" + part);
      happened.addAll(HAPPENED.subList(from, to + 1));
    }
    assertThat(happened).as("seed %d, %d buckets", seed, buckets).isEqualTo(lines);
    assertThat(HAPPENED).hasSameSizeAs(lines);
  }
}
