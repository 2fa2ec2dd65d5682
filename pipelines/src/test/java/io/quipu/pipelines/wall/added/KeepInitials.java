package io.quipu.pipelines.wall.added;

import io.quipu.core.account.PartEntry;
import io.quipu.core.step.Decision;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.bind.Check;
import io.quipu.pipelines.recipe.bind.Default;
import io.quipu.pipelines.recipe.stage.SpecForm;
import io.quipu.pipelines.recipe.stage.StageSpec;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.narrow.DocumentProcessor;
import io.quipu.pipelines.stage.narrow.DocumentState;
import io.quipu.pipelines.stage.narrow.NarrowStage;
import io.quipu.pipelines.stage.part.Headline;
import io.quipu.pipelines.stage.part.StageStory;
import io.quipu.pipelines.stage.part.StoryFact;
import io.quipu.pipelines.stage.part.StoryReader;
import io.quipu.pipelines.stage.part.StoryTeller;
import io.quipu.pipelines.work.ParallelWriter;
import io.quipu.pipelines.work.part.DecisionRows;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code keep_initials}: keeps the documents whose text begins with one of some letters. */
public final class KeepInitials implements NarrowStage {

  private static final String NAME = "keep_initials";

  /** What a recipe says of it. */
  public record Spec(
      String name,
      @Default("[]") List<String> sources,
      @Default("abc") String letters,
      @Default("false") boolean ignoreCase)
      implements StageSpec {

    public Spec {
      sources = List.copyOf(sources);
    }

    @Override
    public String kind() {
      return NAME;
    }

    @Override
    public void check(Check check) {
      check.filled("letters", letters);
    }

    private boolean keeps(char letter) {
      return letters.indexOf(letter) >= 0
          || ignoreCase && letters.indexOf(Character.toLowerCase(letter)) >= 0;
    }

    private String limit() {
      return "one of " + letters;
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public SpecForm form() {
    return SpecForm.of(Spec.class);
  }

  @Override
  public boolean readsText() {
    return true;
  }

  @Override
  public List<String> writes(String name, @Nullable StageSpec spec) {
    return List.of("decisions/" + name);
  }

  @Override
  public Optional<StoryTeller> teller() {
    return Optional.of(KeepInitials::tell);
  }

  private static List<StageStory> tell(StoryReader document, Stage stage, boolean dropped)
      throws IOException {
    Spec spec = stage.spec(Spec.class);
    Headline headline =
        dropped
            ? document.dropped(stage.main())
            : new Headline.Kept("it begins with " + spec.limit());
    return List.of(
        StageStory.of(headline, new StoryFact.Named("letters asked for", spec.letters())));
  }

  @Override
  public DocumentProcessor open(LoadedRun run, Stage stage) throws IOException {
    return new AtWork(run, stage);
  }

  private static final class AtWork implements DocumentProcessor {
    private final LoadedRun run;
    private final Dataset main;
    private final Spec spec;
    private final ParallelWriter decisions = new ParallelWriter(DecisionRows.SCHEMA);

    AtWork(LoadedRun run, Stage stage) throws IOException {
      this.run = run;
      main = stage.main();
      spec = stage.spec(Spec.class);
    }

    @Override
    public void document(DocumentState state) throws IOException {
      String text = state.alive ? state.view.text() : "";
      if (!state.alive) {
        decisions.gone();
      } else if (!text.isEmpty() && spec.keeps(text.charAt(0))) {
        decisions.kept();
      } else {
        state.alive = false;
        String initial = text.isEmpty() ? "nothing" : text.substring(0, 1);
        Decision.Drop drop =
            new Decision.Drop("wrong_initial", "first letter", initial, spec.limit());
        decisions.dropped(DecisionRows.write(drop, decisions.row()));
      }
    }

    @Override
    public SortedMap<Dataset, PartEntry> commit(
        String source, String part, String fingerprint, String attempt) throws IOException {
      String folder = run.work().folder(main, source);
      return new TreeMap<>(Map.of(main, decisions.commit(folder, part, fingerprint, attempt)));
    }

    @Override
    public void close() throws IOException {
      decisions.close();
    }
  }
}
