package io.quipu.pipelines.recipe;

import java.util.List;

/** Measures and edits: any number of annotators and at most one modifier. */
public record AnnotateStage(String name, List<String> sources, List<StepUse> steps)
    implements StageSpec {

  public static final String KIND = "annotate";

  public AnnotateStage {
    sources = List.copyOf(sources);
    steps = List.copyOf(steps);
  }

  @Override
  public String kind() {
    return KIND;
  }
}
