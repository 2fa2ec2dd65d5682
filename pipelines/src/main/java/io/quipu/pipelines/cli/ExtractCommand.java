package io.quipu.pipelines.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quipu.core.document.Document;
import io.quipu.pipelines.recipe.RecipeException;
import io.quipu.pipelines.recipe.SourceOptions;
import io.quipu.sources.SourceKinds;
import io.quipu.sources.record.Extraction;
import io.quipu.sources.record.ExtractionLimits;
import io.quipu.sources.record.Input;
import io.quipu.sources.record.Range;
import io.quipu.sources.record.ReadRequest;
import io.quipu.sources.record.SourceDefinition;
import io.quipu.sources.record.SourceReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quipu extract}: the documents of raw inputs. */
@Command(
    name = "extract",
    description = {
      "Print the documents of raw inputs as JSON lines.",
      "Records that are skipped or fail are counted; --failed writes them down with reason and"
          + " place."
    })
final class ExtractCommand implements Callable<Integer> {

  private final Console console;

  @Option(
      names = "--source",
      paramLabel = "KIND",
      required = true,
      description = "Kind of source; 'quipu steps' lists them.")
  private String kind = "";

  @Option(
      names = "--option",
      paramLabel = "KEY=VALUE",
      description = "A key that only this kind knows.")
  private Map<String, String> options = Map.of();

  @Option(
      names = "--failed",
      paramLabel = "FILE",
      description = "Where skipped and failed records go, as JSON lines.")
  private @Nullable Path failed;

  @Option(names = "--limit", paramLabel = "N", description = "Stop after N documents of an input.")
  private long limit = Long.MAX_VALUE;

  @Parameters(paramLabel = "INPUT", arity = "1..*", description = "Files; - is the standard input.")
  private List<String> inputs = List.of();

  private final SortedMap<String, Long> counts = new TreeMap<>();

  ExtractCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    SourceReader<?> reader = reader();
    try (PrintStream lost =
        failed == null ? null : new PrintStream(failed.toFile(), StandardCharsets.UTF_8)) {
      for (String name : inputs) {
        JsonLines.with(console, name, input -> read(reader, input, lost));
      }
    }
    StringBuilder line = new StringBuilder();
    counts.forEach(
        (what, n) ->
            line.append(line.isEmpty() ? "" : ", ")
                .append(String.format(Locale.ROOT, "%s %,d", what, n)));
    console.err().println(line.isEmpty() ? "no records" : line);
    return Quipu.DONE;
  }

  private SourceReader<?> reader() throws CommandException {
    try {
      SourceDefinition<?> source = SourceKinds.TABLE.row(kind);
      return SourceReader.of(source, SourceOptions.of(source, options));
    } catch (IllegalArgumentException e) {
      throw new CommandException(String.valueOf(e.getMessage()));
    } catch (RecipeException e) {
      throw new CommandException(
          e.problems().stream()
              .map(
                  p ->
                      p.path().replaceFirst("options\\.?", "--option ").strip()
                          + ": "
                          + p.message())
              .collect(Collectors.joining("\n")));
    }
  }

  private void read(SourceReader<?> reader, Input input, @Nullable PrintStream lost)
      throws IOException {
    reader.read(
        input,
        Range.ALL,
        new ReadRequest("", limit, ExtractionLimits.DEFAULT),
        extraction -> {
          if (extraction instanceof Extraction.Extracted extracted) {
            count("documents");
            JsonLines.write(console, line(extracted.document()));
            return;
          }
          ObjectNode line = JsonLines.object();
          line.put("place", extraction.origin().toString());
          if (extraction instanceof Extraction.Skipped s) {
            count("skipped as " + s.reason());
            line.put("outcome", "skipped")
                .put("reason", s.reason())
                .put("id", s.key())
                .put("url", s.url());
          } else if (extraction instanceof Extraction.Failed f) {
            count("failed as " + f.reason());
            line.put("outcome", "failed")
                .put("reason", f.reason())
                .put("id", f.key())
                .put("url", f.url());
            line.put("detail", f.detail());
          }
          if (lost != null) {
            lost.println(line);
          }
        });
  }

  private void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  private static ObjectNode line(Document document) {
    ObjectNode line = JsonLines.object();
    line.put("id", document.id().key());
    line.put("text", document.text());
    document.extra().forEach(line::put);
    line.put("place", document.origin().toString());
    return line;
  }
}
