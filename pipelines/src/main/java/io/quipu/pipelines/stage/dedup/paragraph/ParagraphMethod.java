package io.quipu.pipelines.stage.dedup.paragraph;

import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.dedup.method.MethodSpec;
import io.quipu.pipelines.stage.dedup.method.MethodType;
import io.quipu.pipelines.stage.dedup.method.Signatures;
import io.quipu.pipelines.stage.part.StoryTeller;
import io.quipu.pipelines.stage.part.WideWork;

/** {@code paragraph}: cuts paragraphs that a better-ranked document has. */
public final class ParagraphMethod implements MethodType {

  @Override
  public String name() {
    return ParagraphSpec.KEY;
  }

  @Override
  public Class<? extends Record> spec() {
    return ParagraphSpec.class;
  }

  @Override
  public boolean cuts() {
    return true;
  }

  @Override
  public StoryTeller teller() {
    return new ParagraphStory();
  }

  @Override
  public Signatures.Method signatures(MethodSpec spec) {
    return new ParagraphSignatures((ParagraphSpec) spec);
  }

  @Override
  public WideWork work(LoadedRun run, Stage stage, long documents) {
    return (tasks, jobs) -> jobs.run(ParagraphDedup.job(run, stage, tasks, documents));
  }
}
