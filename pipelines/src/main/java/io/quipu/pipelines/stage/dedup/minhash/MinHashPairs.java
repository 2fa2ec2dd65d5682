package io.quipu.pipelines.stage.dedup.minhash;

import io.quipu.core.signal.SignalSchema;
import io.quipu.dedup.cluster.Candidates;
import io.quipu.dedup.cluster.Jaccard;
import io.quipu.dedup.minhash.MinHashPresets;
import io.quipu.dedup.minhash.MinHashScheme;
import io.quipu.dedup.minhash.MinHasher;
import io.quipu.pipelines.pass.ByteReader;
import io.quipu.pipelines.pass.ByteWriter;
import io.quipu.pipelines.pass.GroupPass;
import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.pass.PartPass;
import io.quipu.pipelines.pass.Shuffle;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.plan.StageReads;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.run.RunSpec;
import io.quipu.pipelines.run.Watchdog;
import io.quipu.pipelines.stage.dedup.method.Candidate;
import io.quipu.pipelines.stage.dedup.method.DedupMembers;
import io.quipu.pipelines.stage.dedup.method.DedupStage;
import io.quipu.pipelines.stage.dedup.method.Signatures;
import io.quipu.pipelines.stage.narrow.DocumentState;
import io.quipu.pipelines.stage.narrow.PartReader;
import io.quipu.pipelines.stage.part.PartExchange;
import io.quipu.pipelines.stage.part.PartOrFile;
import io.quipu.pipelines.stage.part.Scratch;
import io.quipu.pipelines.stage.part.WideTask;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One round of candidate pairs and their verification. No text is sent, only shingle hashes of
 * documents in a pair.
 *
 * <pre>
 * parts, or rejects of the round before -> band, key, candidate : nothing
 * by band key                           -> part | row, whom to send the shingles to : candidate
 * by part: reads those rows' text       -> centre, chunk        : candidate, shingles
 * group by centre: similarity           -> files of edges and rejects
 * </pre>
 *
 * A million documents may share a band key, and one centre may be paired with all of them. So each
 * member of a band key, and each request for one document's shingles, is a separate group; such
 * groups follow each other. A centre with many pairs in a band has them cut into chunks of 64
 * documents; a centre with few pairs in each of many bands has them cut into chunks of 16 bands.
 * This bounds the size of a group for any number and length of documents and for any preset.
 *
 * <pre>
 * chunk of a star    part (4) | row (4) | 1 | band (2)      | number (4)
 * chunk of bands     part (4) | row (4) | 0 | band / 16 (2) | 0 (4)
 * </pre>
 */
final class MinHashPairs {

  private static final int CHUNK = 64;

  /** Number of bands whose pairs of one document share a group, if each band has few. */
  private static final int BANDS_OF_CHUNK = 16;

  private static final byte[] NOTHING = {};

  private MinHashPairs() {}

  static Job<PartOrFile> job(
      LoadedRun run,
      Stage stage,
      Scratch scratch,
      int round,
      List<PartOrFile> tasks,
      long documents) {
    RunSpec context = run.context();
    String name = stage.name();
    return new Job<>(
        name + ": pairs " + round,
        tasks,
        new SendBands(context, name, round),
        List.of(
            new Shuffle(
                Shuffle.bucketsFor(documents * scheme(stage).bands() * 110),
                BandKey.PREFIX,
                new Pair(scratch, round, verified(stage))),
            PartExchange.byPart(run, stage, documents * 400, SendShingles::new),
            new Shuffle(
                Shuffle.bucketsFor(documents * 3000),
                Integer.MAX_VALUE,
                new Verify(scratch, round, method(stage).threshold()))));
  }

  static MinHashSpec method(Stage stage) {
    return (MinHashSpec) stage.spec(DedupStage.class).method();
  }

  private static MinHashScheme scheme(Stage stage) {
    return MinHashPresets.scheme(method(stage).preset());
  }

  static boolean verified(Stage stage) {
    return method(stage).mode() == MinHashSpec.Mode.VERIFIED;
  }

  private record SendBands(RunSpec context, String stage, int round)
      implements PartPass<PartOrFile> {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(PartOrFile task, KeyedSink out) throws IOException {
      WideTask part = task.part();
      if (part == null) {
        Edges.readRejects(task.file(), out);
        return;
      }
      PartExchange.marker(part, out);
      if (round > 1) {
        return;
      }
      DedupMembers members =
          DedupMembers.read(part, context.open().plan().stage(stage), MinHashSignatures.MEMBERS);
      members.readBands(
          MinHashSignatures.BANDS,
          (leader, keys) -> {
            byte[] candidate = leader.toBytes();
            for (int band = 0; band < keys.length; band++) {
              new BandKey(band, keys[band]).send(candidate, out);
            }
          });
    }
  }

  /** Pairs the members of each band key; without verification, pairs become edges at once. */
  record Pair(Scratch scratch, int round, boolean verified) implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) throws IOException {
      return PartExchange.passingMarkers(out, verified ? new Asking(round, out) : edges(number));
    }

    private Bucket edges(int number) throws IOException {
      return new Edges.Bucket(scratch, round, number) {
        private BandKey.@Nullable Member best;

        @Override
        public void group(byte[] key, Iterator<byte[]> values) throws IOException {
          BandKey.Member member = BandKey.Member.ofRecord(key);
          if (best != null && member.band().equals(best.band())) {
            edges.add(best.candidate(), member.candidate(), Edges.NOT_VERIFIED);
          } else {
            best = member;
          }
        }
      };
    }
  }

  /** Requests the shingles of a pair's two documents from their parts. */
  private static final class Asking implements GroupPass.Bucket {
    private final int round;
    private final KeyedSink out;
    private final Candidates<Candidate> members = new Candidates<>(this::ask);
    private BandKey band = new BandKey(0, 0);
    private @Nullable Candidate centre;
    private int asked;

    Asking(int round, KeyedSink out) {
      this.round = round;
      this.out = out;
    }

    @Override
    public void group(byte[] key, Iterator<byte[]> values) throws IOException {
      BandKey.Member member = BandKey.Member.ofRecord(key);
      if (!member.band().equals(band)) {
        finish();
        band = member.band();
      }
      members.add(member.candidate());
    }

    @Override
    public void finish() throws IOException {
      members.end();
      centre = null;
    }

    private void ask(Candidate better, Candidate worse, boolean star) throws IOException {
      if (centre == null || centre.ref() != better.ref()) {
        centre = better;
        asked = 0;
      }
      byte[] address =
          new ByteWriter()
              .int32(better.part())
              .int32(better.row())
              .int8(star ? 1 : 0)
              .int16(star ? band.band() : band.band() / BANDS_OF_CHUNK)
              .int32(star ? asked / CHUNK : 0)
              .toBytes();
      if (asked++ % CHUNK == 0) {
        send(better, address, NOTHING, out);
      }
      boolean again = star && round < Candidates.ROUNDS;
      send(worse, address, again ? band.toBytes() : NOTHING, out);
    }
  }

  private static void send(Candidate who, byte[] address, byte[] band, KeyedSink out)
      throws IOException {
    ByteWriter value = new ByteWriter().int8(band.length).bytes(band);
    out.emit(
        PartExchange.record(who.part()).int32(who.row()).bytes(address).toBytes(),
        who.write(value).toBytes());
  }

  /** Reads the text of the requested rows, and sends their shingles. */
  private static final class SendShingles implements PartExchange.PartWork {
    private final WideTask task;
    private final StageReads reads;
    private final KeyedSink out;
    private final MinHasher hasher;
    private final DocumentState state = new DocumentState(new SignalSchema(List.of()));
    private @Nullable PartReader reader;
    private byte[] shingles = NOTHING;
    private int next;

    SendShingles(LoadedRun run, Stage stage, WideTask task, KeyedSink out) {
      this.task = task;
      this.out = out;
      Stage signing = Signatures.signing(run, stage);
      StageReads all = run.plan().reads(signing, task.source());
      Dataset previous = task.previous(run.plan(), stage);
      reads = new StageReads(true, all.edits(), Collections.emptySortedMap(), previous);
      hasher = new MinHasher(scheme(stage));
    }

    @Override
    public void record(ByteReader key, Iterator<byte[]> values) throws IOException {
      int row = key.int32();
      byte[] address = key.rest();
      if (row != next - 1) {
        read(row);
      }
      byte[] last = null;
      while (values.hasNext()) {
        byte[] value = values.next();
        if (!Arrays.equals(value, last)) {
          send(address, new ByteReader(value), row);
          last = value;
        }
      }
    }

    private void read(int row) throws IOException {
      PartReader open = reader;
      if (open == null) {
        open = new PartReader(task.source(), reads, Map.of(), task.files());
        reader = open;
      }
      open.skip(row - next);
      open.next(state);
      next = row + 1;
      try (Watchdog.Watch watch = Watchdog.enter(state.id().toString())) {
        long[] hashes = hasher.shingles(state.view.characters(), state.view.text().length());
        shingles = new byte[8 * hashes.length];
        ByteBuffer.wrap(shingles).asLongBuffer().put(hashes);
      }
    }

    private void send(byte[] address, ByteReader request, int row) throws IOException {
      byte[] band = request.bytes(request.int8());
      Candidate self = Candidate.read(request);
      ByteReader centre = new ByteReader(address);
      boolean isCentre = centre.int32() == task.index() && centre.int32() == row;
      ByteWriter value = new ByteWriter().int8(isCentre ? 0 : 1);
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
            throw new IllegalStateException("the better document of a pair sent no shingles");
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
      ByteReader fields = new ByteReader(value);
      boolean centre = fields.int8() == 0;
      Candidate who = Candidate.read(fields);
      byte[] band = fields.bytes(fields.int8());
      long[] shingles = new long[fields.remaining() / 8];
      ByteBuffer.wrap(fields.rest()).asLongBuffer().get(shingles);
      return new Shingled(centre, who, band, shingles);
    }
  }
}
