package io.quipu.pipelines.driver;

import io.quipu.core.account.PartEntry;
import io.quipu.core.account.StageManifest;
import io.quipu.core.text.TextEncoder;
import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.JobRunner;
import io.quipu.pipelines.pass.LoopRunner;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Plan;
import io.quipu.pipelines.recipe.CheckedRecipe;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.StoragePath;
import io.quipu.pipelines.work.WorkFolder;
import io.quipu.pipelines.work.part.DocumentRows;
import io.quipu.pipelines.work.part.TokenRows;
import io.quipu.tokenizer.shard.TokenType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A recipe run in a temporary folder: write inputs and recipe, run, look at what was made, opened,
 * decided. After every run its accounts are checked.
 */
public final class TestRun {

  final Path folder;
  final WorkFolder work;
  final List<String> opened = Collections.synchronizedList(new ArrayList<>());
  final List<String> made = Collections.synchronizedList(new ArrayList<>());
  private final SortedMap<String, Integer> tasks = new TreeMap<>();
  private final List<Opened> openedByPasses = Collections.synchronizedList(new ArrayList<>());
  private volatile @Nullable String job;
  private long limit = Long.MAX_VALUE;
  private @Nullable LoadedRun open;

  private record Opened(String job, String path) {}

  public TestRun(Path folder) {
    this(folder, folder.resolve("work").toString());
  }

  /**
   * @param workRoot a path that ends in {@code /work}; may be of another file system
   */
  public TestRun(Path folder, String workRoot) {
    this.folder = folder;
    work = new WorkFolder(workRoot);
  }

  public Path folder() {
    return folder;
  }

  public WorkFolder work() {
    return work;
  }

  /** Of the last run. */
  public Plan plan() {
    return open().plan();
  }

  /** Of the last run. */
  public TextEncoder encoder() {
    return open().encoder();
  }

  private LoadedRun open() {
    if (open == null) {
      throw new IllegalStateException("no run yet");
    }
    return open;
  }

  /** Documents to read of each source, from the next run on. */
  public TestRun limit(long documents) {
    limit = documents;
    return this;
  }

  public TestRun input(String name, String... lines) throws IOException {
    return bytes(name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  public TestRun bytes(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    return this;
  }

  public static String json(String id, String text) {
    return "{\"id\":\""
        + id
        + "\",\"text\":\""
        + text.replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\t", "\\t")
            .replace("\r", "\\r")
        + "\"}";
  }

  public List<StageReport> run(String recipe, String to) throws Exception {
    return run(recipe, to, new LoopRunner());
  }

  /** What a run of a recipe would find and make. */
  public DryRun look(String recipe) throws Exception {
    Path file = file(recipe);
    return DryRun.of(file, RunSetup.read(file), work, Long.MAX_VALUE);
  }

  private Path file(String recipe) throws IOException {
    return Files.writeString(folder.resolve("recipe.yaml"), recipe);
  }

  public List<StageReport> run(String recipe, String to, JobRunner runner) throws Exception {
    Path file = file(recipe);
    CheckedRecipe checked = RunSetup.read(file);
    opened.clear();
    made.clear();
    tasks.clear();
    openedByPasses.clear();
    Storage.Listener listener =
        new Storage.Listener() {
          @Override
          public void opened(String path) {
            if (path.startsWith(work.root())) {
              opened.add(belowWork(path));
              String by = job;
              if (by != null) {
                openedByPasses.add(new Opened(by, belowWork(path)));
              }
            }
          }

          @Override
          public void made(String path) {
            if (path.startsWith(work.root())) {
              made.add(belowWork(path));
            }
          }
        };
    try (AutoCloseable listening = Storage.listen(listener)) {
      RunSetup.PreparedRun ready = RunSetup.prepare(file, checked, work, limit);
      open = ready.context().open();
      List<StageReport> reports =
          new RecipeRun(ready.context(), listening(runner), ready.inputBase(), RunListener.NONE)
              .run("", to);
      AccountsCheck.check(work, plan(), to);
      return reports;
    }
  }

  private String belowWork(String path) {
    return "work" + path.substring(work.root().length());
  }

  private JobRunner listening(JobRunner runner) {
    return new JobRunner() {
      @Override
      public String name() {
        return runner.name();
      }

      @Override
      public void run(Job<?> next, Progress progress) throws IOException {
        tasks.merge(next.name(), next.tasks().size(), Integer::sum);
        job = next.name();
        try {
          runner.run(next, progress);
        } finally {
          job = null;
        }
      }

      @Override
      public void close() throws IOException {
        runner.close();
      }
    };
  }

  /** Jobs that ran: name to number of tasks. */
  public Map<String, Integer> tasksByJob() {
    return tasks;
  }

  /** Kinds of part file that were made: folder to number. */
  public Map<String, Integer> madeByFolder() {
    return byFolder(made);
  }

  /** Part files that passes opened; the driver's look at a footer is none. */
  public Map<String, Integer> openedByFolder() {
    return byFolder(openedByPasses.stream().map(Opened::path).toList());
  }

  /**
   * Part files that the passes of a job opened, by job. A file is its folder and the input of its
   * part: {@code documents/a/1.jsonl}.
   */
  public SortedMap<String, SortedSet<String>> openedByJob() throws IOException {
    SortedMap<String, String> inputs = inputs();
    SortedMap<String, SortedSet<String>> byJob = new TreeMap<>();
    for (Opened file : openedByPasses) {
      byJob.computeIfAbsent(file.job(), j -> new TreeSet<>()).add(ofInput(file.path(), inputs));
    }
    return byJob;
  }

  /** Part files that were made, by folder and input as above. */
  public SortedSet<String> madeOfInputs() throws IOException {
    SortedMap<String, String> inputs = inputs();
    SortedSet<String> files = new TreeSet<>();
    for (String path : madeFiles()) {
      files.add(ofInput(path, inputs));
    }
    return files;
  }

  /** The first input of each part. */
  private SortedMap<String, String> inputs() throws IOException {
    SortedMap<String, String> inputs = new TreeMap<>();
    for (PartEntry part : manifest(Dataset.DOCUMENTS).parts()) {
      String path = StoragePath.child(work.folder(Dataset.DOCUMENTS, part.source()), part.file());
      try (PartFileReader reader = new PartFileReader(path, DocumentRows.INPUT)) {
        Row row = reader.newRow();
        if (reader.next(row)) {
          inputs.put(part.part(), row.getString(DocumentRows.INPUT));
        }
      }
    }
    return inputs;
  }

  private static String ofInput(String path, SortedMap<String, String> inputs) {
    int slash = path.lastIndexOf('/');
    String folder = path.substring(5, slash);
    String name = path.substring(slash + 1);
    String source = folder.substring(folder.lastIndexOf('/') + 1);
    String input = inputs.get(source + "/" + name.substring(0, name.indexOf('.')));
    return folder + "/" + (input == null ? name : input);
  }

  /** How often a file of the work folder was opened. */
  public int opens(String file) {
    return Collections.frequency(opened, "work/" + file);
  }

  /** Names of part files that were made. */
  public List<String> madeFiles() {
    return made.stream().filter(path -> path.endsWith(".parquet")).toList();
  }

  private static Map<String, Integer> byFolder(List<String> paths) {
    Map<String, Integer> counts = new TreeMap<>();
    for (String path : paths) {
      if (path.endsWith(".parquet")) {
        counts.merge(path.substring(5, path.lastIndexOf('/')), 1, Integer::sum);
      }
    }
    return counts;
  }

  public StageManifest manifest(Dataset dataset) throws IOException {
    return work.manifests().current(dataset.name()).orElseThrow();
  }

  /** Rows of a dataset by current manifest, as text; all columns if none is named. */
  public List<String> rows(Dataset dataset, String... columns) throws IOException {
    List<String> rows = new ArrayList<>();
    for (PartEntry part : manifest(dataset).parts()) {
      String path = StoragePath.child(work.folder(dataset, part.source()), part.file());
      try (PartFileReader reader = new PartFileReader(path)) {
        List<Column> shown =
            columns.length == 0
                ? reader.schema().columns()
                : Arrays.stream(columns).map(reader.schema()::column).toList();
        Row row = reader.newRow();
        while (reader.next(row)) {
          List<String> values = new ArrayList<>();
          for (Column column : shown) {
            values.add(value(row, column));
          }
          rows.add(String.join(" ", values));
        }
      }
    }
    return rows;
  }

  /** Texts of the tokens of all documents that are left, by {@code source/key}. */
  public SortedMap<String, String> tokenTexts() throws IOException {
    SortedMap<String, String> texts = new TreeMap<>();
    for (PartEntry part : manifest(Dataset.TOKENS).parts()) {
      String path = StoragePath.child(work.folder(Dataset.TOKENS, part.source()), part.file());
      try (PartFileReader reader = new PartFileReader(path, TokenRows.SCHEMA)) {
        Row row = reader.newRow();
        while (reader.next(row)) {
          if (!row.isNull(TokenRows.IDS)) {
            int[] ids = TokenType.INT32.unpack(row.getBinary(TokenRows.IDS));
            texts.put(
                part.source() + "/" + row.getString(TokenRows.KEY),
                new String(encoder().decode(ids, 0, ids.length), StandardCharsets.UTF_8));
          }
        }
      }
    }
    return texts;
  }

  static String value(Row row, Column c) {
    if (row.isNull(c)) {
      return "-";
    }
    return switch (c.type()) {
      case INT -> Integer.toString(row.getInt(c));
      case LONG -> Long.toString(row.getLong(c));
      case DOUBLE -> Double.toString(row.getDouble(c));
      case STRING -> row.getString(c);
      case BOOLEAN -> Boolean.toString(row.getBoolean(c));
      case BINARY -> row.getBinary(c).length + "B";
      case INT_LIST, DOUBLE_LIST, STRING_LIST -> list(row, c);
    };
  }

  private static String list(Row row, Column c) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < row.size(c); i++) {
      values.add(
          switch (c.type()) {
            case INT_LIST -> Integer.toString(row.getInt(c, i));
            case DOUBLE_LIST -> Double.toString(row.getDouble(c, i));
            default -> row.getString(c, i);
          });
    }
    return "[" + String.join(",", values) + "]";
  }
}
