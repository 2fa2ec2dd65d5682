package io.quipu.pipelines.recipe;

import io.quipu.pipelines.recipe.bind.Check;
import io.quipu.pipelines.recipe.bind.Default;
import io.quipu.pipelines.recipe.bind.NamedFile;
import io.quipu.pipelines.recipe.stage.StageSpec;
import java.util.ArrayList;
import java.util.List;

/** Measures and edits: any number of steps, of which at most one edits. */
public record AnnotateStage(String name, @Default("[]") List<String> sources, List<StepUse> steps)
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

  @Override
  public void check(Check check) {
    if (steps.isEmpty()) {
      check.wrong("steps", "names no step");
    }
  }

  /** Whether one of its steps edits the text. */
  public boolean edits() {
    return steps.stream().anyMatch(use -> use.role().edits());
  }

  @Override
  public List<NamedFile> files() {
    List<NamedFile> files = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      StepUse use = steps.get(i);
      String at = stepPath(i) + "." + use.step();
      use.files().forEach(file -> files.add(file.below(at)));
    }
    return files;
  }

  /** The key of a step within the stage. */
  public static String stepPath(int index) {
    return "steps[" + index + "]";
  }
}
