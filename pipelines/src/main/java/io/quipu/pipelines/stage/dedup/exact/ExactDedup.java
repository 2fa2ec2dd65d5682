package io.quipu.pipelines.stage.dedup.exact;

import io.quipu.core.document.DocumentId;
import io.quipu.pipelines.pass.GroupPass;
import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.pass.PartPass;
import io.quipu.pipelines.pass.Shuffle;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.run.RunSpec;
import io.quipu.pipelines.stage.dedup.method.Candidate;
import io.quipu.pipelines.stage.dedup.method.DedupMembers;
import io.quipu.pipelines.stage.dedup.method.Duplicates;
import io.quipu.pipelines.stage.part.PartExchange;
import io.quipu.pipelines.stage.part.WideTask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Keeps the best-ranked of documents with equal text. Within a part, documents with the same text
 * follow their local best, and only the local best is sent: a text with a million copies costs one
 * record per part.
 *
 * <pre>
 * parts         -> text digest (16)  : candidate
 * group by text -> part | row : result by part -> decisions
 * </pre>
 */
public final class ExactDedup {

  private ExactDedup() {}

  public static Job<WideTask> job(
      LoadedRun run, Stage stage, List<WideTask> tasks, long documents) {
    return new Job<>(
        stage.name(),
        tasks,
        new Send(run.context(), stage.name()),
        List.of(
            new Shuffle(Shuffle.bucketsFor(documents * 160), Integer.MAX_VALUE, new Choose()),
            Duplicates.toParts(run, stage, ExactSignatures.MEMBERS, tasks.size())));
  }

  private record Send(RunSpec context, String stage) implements PartPass<WideTask> {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(WideTask task, KeyedSink out) throws IOException {
      PartExchange.marker(task, out);
      DedupMembers members =
          DedupMembers.read(task, context.open().plan().stage(stage), ExactSignatures.MEMBERS);
      for (int i = 0; i < members.count(); i++) {
        if (members.leads(i)) {
          out.emit(
              PartExchange.record().key128(members.digest(i)).toBytes(),
              members.candidate(i).toBytes());
        }
      }
    }
  }

  private record Choose() implements GroupPass {
    private static final long serialVersionUID = 1L;

    @Override
    public Bucket open(int number, KeyedSink out) {
      return PartExchange.passingMarkers(out, (key, values) -> choose(values, out));
    }

    private static void choose(Iterator<byte[]> values, KeyedSink out) throws IOException {
      List<Candidate> locals = new ArrayList<>();
      int size = 0;
      while (values.hasNext()) {
        Candidate local = Candidate.ofBytes(values.next());
        locals.add(local);
        size += local.members();
      }
      if (size == 1) {
        return;
      }
      DocumentId best = locals.get(0).id();
      for (int i = 0; i < locals.size(); i++) {
        Duplicates.send(locals.get(i), new Duplicates.Result(i > 0, best, 1, size), out);
      }
    }
  }
}
