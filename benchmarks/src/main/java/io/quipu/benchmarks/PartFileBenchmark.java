package io.quipu.benchmarks;

import io.quipu.core.document.Document;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.ColumnType;
import io.quipu.pipelines.work.Columns;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.PartFileWriter;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.StoragePath;
import io.quipu.pipelines.work.TableSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A part of documents, some 16 MB of text: written with digest and commit, and read. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class PartFileBenchmark {

  private static final Columns COLUMNS = Columns.ofTable();
  private static final Column ID = COLUMNS.add("id", ColumnType.STRING, "");
  private static final Column TEXT = COLUMNS.add("text", ColumnType.STRING, "");
  private static final TableSchema SCHEMA = COLUMNS.schema();
  private static final String PART = "bench/t000000000000-00000";

  @Param({"PROSE", "BOILERPLATE", "SPACELESS"})
  Texts texts = Texts.PROSE;

  private List<Document> documents = List.of();
  private Path folder = Path.of("");

  @Setup
  public void setUp() throws IOException {
    documents = texts.documents(4000, 4000);
    folder = Files.createTempDirectory("quipu-benchmark-");
    writeAs("read");
  }

  @TearDown
  public void tearDown() throws IOException {
    for (String attempt : List.of("read", "write")) {
      Files.deleteIfExists(folder.resolve(name(attempt)));
    }
    Files.deleteIfExists(folder);
  }

  @Benchmark
  public String write() throws IOException {
    Files.deleteIfExists(folder.resolve(name("write")));
    return writeAs("write");
  }

  @Benchmark
  public long read() throws IOException {
    long characters = 0;
    try (PartFileReader reader =
        new PartFileReader(StoragePath.child(folder.toString(), name("read")), SCHEMA)) {
      Row row = reader.newRow();
      while (reader.next(row)) {
        characters += row.getString(TEXT).length();
      }
    }
    return characters;
  }

  private static String name(String attempt) {
    return "t000000000000-00000.0." + attempt + ".parquet";
  }

  private String writeAs(String attempt) throws IOException {
    Row row = new Row(SCHEMA);
    try (PartFileWriter writer = new PartFileWriter(SCHEMA, Set.of())) {
      for (Document document : documents) {
        row.clear();
        row.setString(ID, document.id().key());
        row.setString(TEXT, document.text());
        writer.write(row);
      }
      return writer
          .commit(folder.toString(), PART, "0", attempt, Collections.emptySortedMap(), List.of())
          .rowDigest();
    }
  }
}
