package io.quipu.pipelines.wall.added;

import io.quipu.core.document.DocumentId;
import io.quipu.dedup.exact.ExactKey;
import io.quipu.pipelines.pass.GroupPass;
import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.pass.PartPass;
import io.quipu.pipelines.pass.Shuffle;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.bind.Check;
import io.quipu.pipelines.recipe.bind.Checked;
import io.quipu.pipelines.recipe.bind.Default;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.run.RunSpec;
import io.quipu.pipelines.stage.dedup.method.Candidate;
import io.quipu.pipelines.stage.dedup.method.DedupMembers;
import io.quipu.pipelines.stage.dedup.method.Duplicates;
import io.quipu.pipelines.stage.dedup.method.MethodSpec;
import io.quipu.pipelines.stage.dedup.method.MethodType;
import io.quipu.pipelines.stage.dedup.method.Signatures;
import io.quipu.pipelines.stage.narrow.DocumentState;
import io.quipu.pipelines.stage.part.PartExchange;
import io.quipu.pipelines.stage.part.WideTask;
import io.quipu.pipelines.stage.part.WideWork;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.ColumnType;
import io.quipu.pipelines.work.Columns;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.TableSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** {@code first_line}: documents whose first lines begin with the same characters. */
public final class FirstLineMethod implements MethodType {

  private static final String NAME = "first_line";

  /**
   * What a recipe says of it.
   *
   * @param characters of the line that are compared
   */
  public record Spec(@Default("40") int characters) implements MethodSpec, Checked {
    @Override
    public String key() {
      return NAME;
    }

    @Override
    public void check(Check check) {
      check.atLeast("characters", characters, 1);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<? extends Record> spec() {
    return Spec.class;
  }

  @Override
  public Signatures.Method signatures(MethodSpec spec) {
    return new FirstLines(((Spec) spec).characters());
  }

  @Override
  public WideWork work(LoadedRun run, Stage stage, long documents) {
    return (tasks, jobs) ->
        jobs.run(
            new Job<>(
                stage.name(),
                tasks,
                new Send(run.context(), stage.name()),
                List.of(
                    new Shuffle(
                        Shuffle.bucketsFor(documents * 160), Integer.MAX_VALUE, new Choose()),
                    Duplicates.toParts(run, stage, FirstLines.MEMBERS, tasks.size()))));
  }

  /** The digest of a document's first line. */
  private static final class FirstLines implements Signatures.Method {
    private static final Columns COLUMNS = Columns.ofParallelFile();
    private static final Column KEY =
        COLUMNS.add("key", ColumnType.STRING, "with the source, the id of the document");
    private static final Column LINE =
        COLUMNS.add("line", ColumnType.BINARY, "first 16 bytes of the digest of the first line");
    private static final Column RANK =
        COLUMNS.add("rank", ColumnType.BINARY, "rank among copies: the smallest bytes survive");
    private static final TableSchema SCHEMA = COLUMNS.schema();
    static final DedupMembers.Columns MEMBERS = new DedupMembers.Columns(KEY, RANK, LINE);

    private final int characters;
    private final ExactKey key = new ExactKey();

    FirstLines(int characters) {
      this.characters = characters;
    }

    @Override
    public TableSchema schema() {
      return SCHEMA;
    }

    @Override
    public void sign(DocumentState state, byte[] rank, Row row) {
      String text = state.view.text();
      int line = text.indexOf('\n') < 0 ? text.length() : text.indexOf('\n');
      int end = Math.min(line, characters);
      row.setString(KEY, state.id().key());
      row.setBinary(LINE, key.of(state.view.characters(), 0, end).toBytes());
      row.setBinary(RANK, rank);
    }
  }

  /** Sends the local best of each line. */
  private record Send(RunSpec context, String stage) implements PartPass<WideTask> {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(WideTask task, KeyedSink out) throws IOException {
      PartExchange.marker(task, out);
      DedupMembers members =
          DedupMembers.read(task, context.open().plan().stage(stage), FirstLines.MEMBERS);
      for (int i = 0; i < members.count(); i++) {
        if (members.leads(i)) {
          out.emit(
              PartExchange.record().key128(members.digest(i)).toBytes(),
              members.candidate(i).toBytes());
        }
      }
    }
  }

  /** Of the local bests of one line the first by rank survives. */
  private record Choose() implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) {
      return PartExchange.passingMarkers(out, (key, values) -> choose(values, out));
    }

    private static void choose(Iterator<byte[]> values, KeyedSink out) throws IOException {
      List<Candidate> locals = new ArrayList<>();
      values.forEachRemaining(value -> locals.add(Candidate.ofBytes(value)));
      int size = locals.stream().mapToInt(Candidate::members).sum();
      DocumentId best = locals.get(0).id();
      for (int i = 0; i < locals.size() && size > 1; i++) {
        Duplicates.send(locals.get(i), new Duplicates.Result(i > 0, best, 1, size), out);
      }
    }
  }
}
