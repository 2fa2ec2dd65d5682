package io.quipu.pipelines.stage;

import io.quipu.pipelines.pass.JobRunner;
import io.quipu.pipelines.pass.LoopRunner;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.recipe.CheckedRecipe;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.ColumnType;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.WorkFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A recipe run in a temporary folder: write inputs and recipe, run, look at what was made, opened,
 * decided.
 */
public final class TestRun {

  final Path folder;
  final WorkFolder work;
  final List<String> opened = new ArrayList<>();
  final List<String> made = new ArrayList<>();

  public TestRun(Path folder) {
    this.folder = folder;
    work = new WorkFolder(folder.resolve("work").toString());
  }

  public TestRun input(String name, String... lines) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
    return this;
  }

  public static String json(String id, String text) {
    return "{\"id\":\""
        + id
        + "\",\"text\":\""
        + text.replace("\"", "\\\"").replace("\n", "\\n")
        + "\"}";
  }

  public List<StageReport> run(String recipe, String to) throws Exception {
    return run(recipe, to, new LoopRunner());
  }

  public List<StageReport> run(String recipe, String to, JobRunner runner) throws Exception {
    Path file = folder.resolve("recipe.yaml");
    Files.writeString(file, recipe);
    CheckedRecipe checked = RunSetup.read(file);
    opened.clear();
    made.clear();
    Storage.Listener listener =
        new Storage.Listener() {
          @Override
          public synchronized void opened(String path) {
            opened.add(path.substring(path.indexOf("/work/") + 1));
          }

          @Override
          public synchronized void made(String path) {
            made.add(path.substring(path.indexOf("/work/") + 1));
          }
        };
    try (AutoCloseable listening = Storage.listen(listener)) {
      RunSetup.Ready ready = RunSetup.prepare(file, checked, work, Long.MAX_VALUE);
      return new RecipeRun(ready.context(), runner, ready.inputBase(), RunListener.NONE)
          .run("", to);
    }
  }

  /** Kinds of part file that were made: folder to number. */
  public Map<String, Integer> madeByFolder() {
    Map<String, Integer> counts = new TreeMap<>();
    for (String path : made) {
      if (path.endsWith(".parquet")) {
        counts.merge(path.substring(5, path.lastIndexOf('/')), 1, Integer::sum);
      }
    }
    return counts;
  }

  /** Rows of a dataset by current manifest, as text. */
  public List<String> rows(Dataset dataset, String... columns) throws IOException {
    List<String> rows = new ArrayList<>();
    for (var part : work.manifests().current(dataset.name()).orElseThrow().parts()) {
      String path = Storage.child(work.folder(dataset, part.source()), part.file());
      try (PartFileReader reader = new PartFileReader(path, List.of(columns))) {
        Row row = new Row(reader.schema());
        while (reader.next(row)) {
          StringBuilder line = new StringBuilder();
          for (int c = 0; c < columns.length; c++) {
            line.append(c == 0 ? "" : " ").append(value(row, c, reader.schema().columns().get(c)));
          }
          rows.add(line.toString());
        }
      }
    }
    return rows;
  }

  private static String value(Row row, int c, Column column) {
    if (row.isNull(c)) {
      return "-";
    }
    return switch (column.type()) {
      case INT -> Integer.toString(row.getInt(c));
      case LONG -> Long.toString(row.getLong(c));
      case DOUBLE -> Double.toString(row.getDouble(c));
      case STRING -> row.getString(c);
      default ->
          column.type() == ColumnType.BINARY ? row.getBinary(c).length + "B" : row.size(c) + "x";
    };
  }
}
