package io.quipu.pipelines.cli;

import io.quipu.pipelines.beam.BeamRunners;
import io.quipu.pipelines.driver.RecipeRun;
import io.quipu.pipelines.driver.RunSetup;
import io.quipu.pipelines.inspect.Summary;
import io.quipu.pipelines.inspect.facts.MeasuredRun;
import io.quipu.pipelines.pass.JobRunner;
import io.quipu.pipelines.pass.LoopRunner;
import io.quipu.pipelines.plan.Plan;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.recipe.CheckedRecipe;
import io.quipu.pipelines.recipe.PublishSpec;
import io.quipu.pipelines.run.LastRun;
import io.quipu.pipelines.run.RunSpec;
import io.quipu.pipelines.stage.publish.GateBroken;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.StoragePath;
import io.quipu.pipelines.work.WorkFolder;
import io.quipu.pipelines.work.WorkLock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quipu run}: runs a recipe, and resumes it. */
@Command(
    name = "run",
    description = {
      "Run a recipe: read its inputs, run its stages, publish its shards.",
      "What an earlier run has built is kept; a run that was stopped resumes."
    })
final class RunCommand implements Callable<Integer> {

  private static final String LOCAL = "[local]";

  enum Runner {
    LOOP,
    DIRECT,
    FLINK
  }

  private final Console console;

  @Parameters(paramLabel = "RECIPE", description = "The recipe, a YAML file.")
  private Path recipe = Path.of("");

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description = "Work folder, or its URI; work/<name of the recipe> if not given.")
  private @Nullable String work;

  @Option(
      names = "--runner",
      description =
          "loop (a plain loop, without Beam), direct (Beam's DirectRunner) or flink, the default.")
  private Runner runner = Runner.FLINK;

  @Option(
      names = "--flink-master",
      paramLabel = "HOST:PORT",
      description =
          "JobManager of a Flink cluster; "
              + LOCAL
              + ", the default, is Flink inside this process.")
  private String flinkMaster = LOCAL;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Tasks at a time; as many as there are cores if not given.")
  private int parallelism = Math.max(2, Runtime.getRuntime().availableProcessors());

  @Option(
      names = "--data-stream",
      description = "Translate to Flink's DataStream instead of its DataSet.")
  private boolean dataStream;

  @Option(
      names = "--send-jars",
      description =
          "Send Quipu's jars along with every job, for a cluster that doesn't have them in its"
              + " lib folder.")
  private boolean sendJars;

  @Option(
      names = "--from",
      paramLabel = "STAGE",
      description = "Rebuild this stage and all later ones.")
  private String from = "";

  @Option(names = "--to", paramLabel = "STAGE", description = "Stop after this stage.")
  private String to = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      description =
          "Read N documents of each source only: a dry run, in work/<name>-limit-N if --work is not"
              + " given. It is released in the work folder only.")
  private long limit = Long.MAX_VALUE;

  RunCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    CheckedRecipe checked = Recipes.read(recipe, console);
    Plan plan = Plan.of(checked);
    checkOptions(plan);
    String shownAs = work == null ? Works.ofRecipe(checked.recipe().name(), limit) : work;
    WorkFolder folder = Works.folder(shownAs);
    Storage.checkWritable(folder.root());
    SampleInputs.makeIfMissing(recipe, checked.recipe(), console);
    try (Interruption interruption = new Interruption(console)) {
      return run(checked, plan, folder, shownAs);
    } catch (Throwable e) { // an interrupted class loader throws errors too
      if (Interruption.asked()) {
        return Quipu.INTERRUPTED;
      }
      throw e;
    }
  }

  private int run(CheckedRecipe checked, Plan plan, WorkFolder folder, String shownAs)
      throws Exception {
    Progress progress = new Progress(console);
    try (WorkLock lock = WorkLock.take(folder.root());
        JobRunner jobs = jobRunner()) {
      boolean fresh = !Storage.exists(folder.path(LastRun.RECIPE));
      Timings timings = new Timings(jobs.name(), parallelism, fresh);
      RunSetup.PreparedRun prepared = RunSetup.prepare(recipe, checked, folder, limit);
      console
          .err()
          .println(
              checked.recipe().name() + ": work folder " + shownAs + ", runner " + jobs.name());
      PublishSpec publish = checked.recipe().publish();
      if (limit != Long.MAX_VALUE && publish != null) {
        Path base = Path.of(prepared.inputBase());
        console
            .err()
            .println(
                "--limit "
                    + limit
                    + ": a dry run, released in the work folder, not in "
                    + StoragePath.resolve(base, publish.to()));
      }
      GateBroken broken = null;
      try {
        new RecipeRun(prepared.context(), jobs, prepared.inputBase(), progress).run(from, to);
      } catch (GateBroken e) {
        broken = e;
      } finally {
        progress.end();
        RunSpec.forget(prepared.context());
        writeTimings(folder, timings.json(progress.reports()));
      }
      summarize(LastRun.of(folder, shownAs), plan);
      console.err().println(timings.line());
      if (broken != null) {
        throw broken;
      }
    }
    return Quipu.DONE;
  }

  /** Never fails: what stopped the run is what the user must read. */
  private void writeTimings(WorkFolder folder, String timings) {
    String file = folder.path(MeasuredRun.TIMINGS);
    try {
      Interruption.shielded(() -> Storage.write(file, timings.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      console.err().println(file + " can't be written: " + e);
    }
  }

  private void summarize(LastRun open, Plan plan) throws IOException {
    List<Stage> stages = plan.stages();
    List<Stage> done =
        to.isEmpty() ? stages : stages.subList(0, stages.indexOf(plan.stage(to)) + 1);
    String summary = Summary.of(open, done);
    Storage.write(
        open.folder().path("report", "summary.txt"), summary.getBytes(StandardCharsets.UTF_8));
    console.out().print(summary);
  }

  private void checkOptions(Plan plan) throws CommandException {
    List<Stage> stages = plan.stages();
    int first = from.isEmpty() ? 0 : stages.indexOf(stage(plan, "--from", from));
    int last = to.isEmpty() ? stages.size() - 1 : stages.indexOf(stage(plan, "--to", to));
    if (first > last) {
      throw new CommandException("--from " + from + " comes after --to " + to);
    }
    if (parallelism < 1) {
      throw new CommandException("--parallelism " + parallelism + ": want 1 or more");
    }
    if (limit < 1) {
      throw new CommandException("--limit " + limit + ": want 1 or more");
    }
    if (runner != Runner.FLINK && (!flinkMaster.equals(LOCAL) || dataStream || sendJars)) {
      throw new CommandException(
          "--flink-master, --data-stream and --send-jars go with --runner flink");
    }
    if (!flinkMaster.equals(LOCAL) && !flinkMaster.matches("[^:/\\s]+:[0-9]{1,5}")) {
      throw new CommandException("--flink-master " + flinkMaster + ": want HOST:PORT or " + LOCAL);
    }
  }

  private static Stage stage(Plan plan, String option, String name) throws CommandException {
    try {
      return plan.stage(name);
    } catch (IllegalArgumentException e) {
      throw new CommandException(option + ": " + e.getMessage());
    }
  }

  private JobRunner jobRunner() {
    return switch (runner) {
      case LOOP -> new LoopRunner();
      case DIRECT -> BeamRunners.direct(parallelism);
      case FLINK ->
          flinkMaster.equals(LOCAL)
              ? BeamRunners.flinkEmbedded(parallelism, dataStream)
              : BeamRunners.flinkCluster(
                  flinkMaster, parallelism, dataStream, sendJars ? ClassPath.jars() : List.of());
    };
  }
}
