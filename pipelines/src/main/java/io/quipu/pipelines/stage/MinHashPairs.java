package io.quipu.pipelines.stage;

import io.quipu.core.signal.SignalSchema;
import io.quipu.dedup.cluster.Candidates;
import io.quipu.dedup.cluster.Jaccard;
import io.quipu.dedup.minhash.MinHasher;
import io.quipu.pipelines.pass.ByteFields;
import io.quipu.pipelines.pass.ByteKey;
import io.quipu.pipelines.pass.GroupPass;
import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.pass.PartPass;
import io.quipu.pipelines.pass.Shuffle;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.plan.StageReads;
import io.quipu.pipelines.recipe.DedupMethod;
import io.quipu.pipelines.recipe.DedupStage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One round of candidate pairs and their verification; no text travels, only shingle hashes of
 * documents in a pair.
 *
 * <pre>
 * parts, or rejects of the round before -> band, key          : candidate
 * group by band key                     -> part | row         : whom to send the shingles to
 * by part: reads those rows' text       -> centre, chunk      : candidate, shingles
 * group by centre: similarity           -> files of edges and rejects
 * </pre>
 *
 * A centre with many pairs has its group cut into chunks of some 64 documents, in every band by
 * itself, so that a group stays in bounds however long the documents are.
 */
final class MinHashPairs {

  private static final int CHUNK = 64;

  private MinHashPairs() {}

  static Job<PairTask> job(
      OpenRun run, Stage stage, Scratch scratch, int round, List<PairTask> tasks, long documents) {
    RunContext context = run.context();
    String name = stage.name();
    return new Job<>(
        name + ": pairs " + round,
        tasks,
        new SendBands(context, name, round),
        List.of(
            new Shuffle(
                Shuffle.bucketsFor(documents * 14 * 110),
                Integer.MAX_VALUE,
                new Pair(scratch, round, verified(stage))),
            PartBuckets.home(run, stage, documents * 400, SendShingles::new),
            new Shuffle(
                Shuffle.bucketsFor(documents * 3000),
                Integer.MAX_VALUE,
                new Verify(scratch, round, method(stage).threshold()))));
  }

  static DedupMethod.MinHash method(Stage stage) {
    return (DedupMethod.MinHash) stage.spec(DedupStage.class).method();
  }

  static boolean verified(Stage stage) {
    return method(stage).mode() == DedupMethod.Mode.VERIFIED;
  }

  private record SendBands(RunContext context, String stage, int round)
      implements PartPass<PairTask> {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(PairTask task, KeyedSink out) throws IOException {
      CrossTask part = task.part();
      if (part == null) {
        Edges.readRejects(task.file(), out);
        return;
      }
      PartBuckets.marker(part, out);
      if (round > 1) {
        return;
      }
      DedupMembers members = DedupMembers.readWithBands(part, context.open().plan().stage(stage));
      for (int i = 0; i < members.count(); i++) {
        if (members.leads(i)) {
          byte[] value = members.candidate(i).toBytes();
          long[] bands = members.bands(i);
          for (int band = 0; band < bands.length; band++) {
            out.emit(bandKey(band, bands[band]), value);
          }
        }
      }
    }
  }

  static byte[] bandKey(int band, long key) {
    return new ByteKey().int8(PartBuckets.RECORD).int8(band).int64(key).toBytes();
  }

  /** Pairs the members of each band key; without verification the pairs are edges at once. */
  private record Pair(Scratch scratch, int round, boolean verified) implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) throws IOException {
      return PartBuckets.arriving(
          out, verified ? (key, values) -> ask(key, members(values), round, out) : edges(number));
    }

    private Bucket edges(int number) throws IOException {
      return new Edges.Bucket(scratch, round, number) {
        @Override
        public void group(byte[] key, Iterator<byte[]> values) throws IOException {
          List<Candidate> members = members(values);
          for (int i = 1; i < members.size(); i++) {
            edges.add(members.get(0), members.get(i), Edges.NOT_VERIFIED);
          }
        }
      };
    }
  }

  private static List<Candidate> members(Iterator<byte[]> values) {
    List<Candidate> members = new ArrayList<>();
    byte[] last = null;
    while (values.hasNext()) {
      byte[] value = values.next();
      if (!Arrays.equals(value, last)) {
        members.add(Candidate.ofBytes(value));
        last = value;
      }
    }
    return members;
  }

  /** Asks the parts of each pair for the shingles of its two documents. */
  private static void ask(byte[] band, List<Candidate> members, int round, KeyedSink out)
      throws IOException {
    int[] order = new int[members.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    boolean star = members.size() > Candidates.ALL_PAIRS;
    boolean again = star && round < Candidates.ROUNDS;
    int chunks = Math.max(1, Integer.highestOneBit(Math.max(1, members.size() / CHUNK)));
    List<int[]> pairs = new ArrayList<>();
    Candidates.of(order, order.length, (better, worse) -> pairs.add(new int[] {better, worse}));
    Set<Long> asked = new HashSet<>();
    for (int[] pair : pairs) {
      Candidate centre = members.get(pair[0]);
      Candidate other = members.get(pair[1]);
      // Of small groups all bands meet in chunk 0; a star has chunks of its own in every band.
      int number = (int) (mix(other.ref()) & (chunks - 1));
      int chunk = star ? ((1 + band[1]) << 24) | number : 0;
      ByteKey to = new ByteKey().int32(centre.part()).int32(centre.row()).int32(chunk);
      byte[] address = to.toBytes();
      if (asked.add((long) pair[0] << 32 | number)) {
        send(centre, address, new byte[0], out);
      }
      send(other, address, again ? Arrays.copyOfRange(band, 1, band.length) : new byte[0], out);
    }
  }

  private static void send(Candidate who, byte[] address, byte[] band, KeyedSink out)
      throws IOException {
    ByteKey value = new ByteKey().bytes(address).int8(band.length).bytes(band);
    out.emit(PartBuckets.record(who.part()).int32(who.row()).toBytes(), who.write(value).toBytes());
  }

  private static long mix(long ref) {
    long z = (ref ^ (ref >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** Reads the text of the rows that were asked for, and sends their shingles. */
  private static final class SendShingles implements PartBuckets.PartWork {
    private final CrossTask task;
    private final StageReads reads;
    private final KeyedSink out;
    private final MinHasher hasher;
    private final DocumentState state = new DocumentState(new SignalSchema(List.of()));
    private @Nullable PartReader reader;
    private int next;

    SendShingles(OpenRun run, Stage stage, CrossTask task, KeyedSink out) {
      this.task = task;
      this.out = out;
      Stage signing = run.plan().stage(stage.name() + ".signatures");
      StageReads all = run.plan().reads(signing, task.source());
      Dataset previous = CrossStages.previous(run, stage.name(), task);
      reads = new StageReads(true, all.edits(), Collections.emptySortedMap(), previous);
      hasher = new MinHasher(MinHashSignatures.preset(method(stage).preset()));
    }

    @Override
    public void record(ByteFields key, Iterator<byte[]> values) throws IOException {
      int row = key.int32();
      PartReader open = reader;
      if (open == null) {
        open = new PartReader(task.source(), reads, Map.of(), task.files());
        reader = open;
      }
      open.skip(row - next);
      open.next(state);
      next = row + 1;
      long[] shingles;
      try (Watchdog.Watch watch = Watchdog.enter(state.id().toString())) {
        shingles = hasher.shingles(state.view.characters(), state.view.text().length());
      }
      ByteBuffer bytes = ByteBuffer.allocate(8 * shingles.length);
      bytes.asLongBuffer().put(shingles);
      byte[] last = null;
      while (values.hasNext()) {
        byte[] value = values.next();
        if (!Arrays.equals(value, last)) {
          send(new ByteFields(value), row, bytes.array());
          last = value;
        }
      }
    }

    private void send(ByteFields request, int row, byte[] shingles) throws IOException {
      byte[] address = request.bytes(12);
      byte[] band = request.bytes(request.int8());
      Candidate self = Candidate.read(request);
      ByteFields centre = new ByteFields(address);
      boolean isCentre = centre.int32() == task.index() && centre.int32() == row;
      ByteKey value = new ByteKey().int8(isCentre ? 0 : 1);
      self.write(value).int8(band.length).bytes(band).bytes(shingles);
      out.emit(address, value.toBytes());
    }

    @Override
    public void finish() {}

    @Override
    public void close() throws IOException {
      if (reader != null) {
        reader.close();
      }
    }
  }

  /** Compares a centre with the others of its chunk. */
  private record Verify(Scratch scratch, int round, double threshold) implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) throws IOException {
      return new Edges.Bucket(scratch, round, number) {
        @Override
        public void group(byte[] key, Iterator<byte[]> values) throws IOException {
          Shingled centre = Shingled.read(values.next());
          if (!centre.centre()) {
            throw new IllegalStateException("a pair's better document sent no shingles");
          }
          while (values.hasNext()) {
            Shingled other = Shingled.read(values.next());
            if (other.centre()) {
              continue;
            }
            double similarity = Jaccard.of(centre.shingles(), other.shingles());
            if (similarity >= threshold) {
              edges.add(centre.who(), other.who(), similarity);
            } else if (other.band().length > 0) {
              edges.reject(other.band(), other.who());
            }
          }
        }
      };
    }
  }

  private record Shingled(boolean centre, Candidate who, byte[] band, long[] shingles) {
    static Shingled read(byte[] value) {
      ByteFields fields = new ByteFields(value);
      boolean centre = fields.int8() == 0;
      Candidate who = Candidate.read(fields);
      byte[] band = fields.bytes(fields.int8());
      long[] shingles = new long[fields.remaining() / 8];
      ByteBuffer.wrap(fields.rest()).asLongBuffer().get(shingles);
      return new Shingled(centre, who, band, shingles);
    }
  }
}
