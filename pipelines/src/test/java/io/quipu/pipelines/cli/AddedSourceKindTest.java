package io.quipu.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.sources.SourceKinds;
import io.quipu.sources.bytes.DamageException;
import io.quipu.sources.bytes.DecodedStream;
import io.quipu.sources.record.ExtractionSink;
import io.quipu.sources.record.Input;
import io.quipu.sources.record.Range;
import io.quipu.sources.record.ReadRequest;
import io.quipu.sources.record.Reasons;
import io.quipu.sources.record.RecordEmitter;
import io.quipu.sources.record.SourceDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A kind of source with options that only this test knows goes from a recipe to its shards: it is
 * one class, and one line in {@code META-INF/services}.
 */
class AddedSourceKindTest {

  /** Verses of a text file, one document each, parted by lines that hold the separator alone. */
  public static final class Verses implements SourceDefinition<Verses.Options> {

    /** What a recipe may set. */
    public record Options(String separator, int minLines, List<Integer> skip) {
      public Options {
        if (minLines < 1) {
          throw new IllegalArgumentException("minLines must be at least 1, not " + minLines);
        }
        skip = List.copyOf(skip);
      }
    }

    @Override
    public String kind() {
      return "verses";
    }

    @Override
    public int version() {
      return 1;
    }

    @Override
    public String summary() {
      return "verses of text files";
    }

    @Override
    public List<String> reasons() {
      return Reasons.with("too_few_lines", "left_out");
    }

    @Override
    public Options defaults() {
      return new Options("", 1, List.of());
    }

    @Override
    public List<Range> split(Input input, Options options, long targetBytes) {
      return List.of(Range.ALL);
    }

    @Override
    public void read(
        Input input, Range range, Options options, ReadRequest request, ExtractionSink sink)
        throws IOException {
      RecordEmitter emitter = new RecordEmitter(input, request, sink);
      try (DecodedStream in = DecodedStream.of(input, request.limits())) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        String[] verses = text.split("(?m)^" + options.separator() + "\n");
        for (int i = 0; i < verses.length && !emitter.isFull(); i++) {
          String key = input.name() + "#" + (i + 1);
          if (options.skip().contains(i + 1)) {
            emitter.skipped(i, key, null, "left_out");
          } else if (verses[i].lines().count() < options.minLines()) {
            emitter.skipped(i, key, null, "too_few_lines");
          } else if (emitter.begin(null, i, key, null)) {
            emitter.document(i, key, verses[i], new TreeMap<>());
          }
        }
      } catch (DamageException e) {
        emitter.failed(0, null, null, e.reason(), e.detail());
      }
    }
  }

  private static final String RECIPE =
      """
      name: poems
      tokenizer: gpt2
      sources: {poems: {kind: verses, inputs: ["in/*.txt"], options: {%s}}}
      stages: [dedup: {exact: {}}]
      """;

  @TempDir Path folder;

  private TestConsole console(String options) throws IOException {
    return new TestConsole(folder)
        .file("r.yaml", RECIPE.formatted(options))
        .file("in/poems.txt", "tiger", "tiger", "--", "burning", "bright", "--", "in the", "--")
        .file("in/more.txt", "forests", "of the night");
  }

  private static void ends(TestConsole.Ended ended, int code) {
    assertThat(ended.code()).as(ended.err()).isEqualTo(code);
  }

  @Test
  void isARowOfTheTableAndOfTheCatalogue() throws IOException {
    assertThat(SourceKinds.TABLE.row("verses")).isInstanceOf(Verses.class);
    assertThat(console("").quipu("steps").out())
        .contains("verses 1  verses of text files")
        .contains("separator: \"\", min_lines: 1, skip: []");
  }

  @Test
  void runsThroughARecipeWithItsOptionsAndIsToldOf() throws Exception {
    TestConsole console = console("separator: \"--\", min_lines: 2, skip: [2]");
    ends(console.run(), Quipu.DONE);
    assertThat(console.quipu("shards", "cat", console.path("work/release")).out())
        .contains("tiger", "forests")
        .doesNotContain("burning", "in the");
    String work = console.path("work");
    assertThat(console.quipu("why", work, "poems/poems.txt#2").out()).contains("skipped: left_out");
    assertThat(console.quipu("why", work, "poems/poems.txt#3").out())
        .contains("skipped: too_few_lines");
    assertThat(console.quipu("why", work, "poems/poems.txt#1").out()).contains("shard-00000");
    assertThat(Files.readString(folder.resolve("work/release/recipe.json")))
        .contains("\"options\":{\"min_lines\":2,\"separator\":\"--\",\"skip\":[2]}");
  }

  @Test
  void aChangedOptionReadsTheInputsAgain() throws Exception {
    TestConsole console = console("separator: \"--\"");
    ends(console.run(), Quipu.DONE);
    console.file("r.yaml", RECIPE.formatted("separator: \"--\", skip: [1]"));
    ends(console.run(), Quipu.DONE);
    assertThat(console.quipu("shards", "cat", console.path("work/release")).out())
        .contains("burning")
        .doesNotContain("tiger", "forests");
  }

  @Test
  void aWrongOptionIsAnErrorOfTheRecipeBeforeAnyDataAreRead() throws Exception {
    TestConsole.Ended ended = console("min_lines: 0, skp: [1]").run();
    ends(ended, Quipu.WRONG);
    assertThat(ended.err())
        .contains(
            "sources.poems.options.skp: unknown key; known keys: [separator, min_lines, skip]")
        .contains("did you mean skip?");
    ended = console("min_lines: 0").run();
    ends(ended, Quipu.WRONG);
    assertThat(ended.err())
        .contains("sources.poems.options.min_lines: must be at least 1, not 0 (line 3)");
    assertThat(folder.resolve("work")).doesNotExist();
  }
}
