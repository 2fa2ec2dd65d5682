package io.quipu.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtractCommandTest {

  private static final String LINE = "{\"key\":\"k\",\"body\":\"this\",\"null\":\"that\"}";

  @TempDir Path folder;

  private TestConsole.Ended extract(String kind, String... options) throws Exception {
    TestConsole console = new TestConsole(folder).file("in.jsonl", LINE);
    List<String> command = new ArrayList<>(List.of("extract", "--source", kind));
    for (String option : options) {
      command.addAll(List.of("--option", option));
    }
    command.add(console.path("in.jsonl"));
    return console.quipu(command.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({
    "text=body, id=key, k, this",
    "text=null, id=key, k, that",
    "text=body, id=, in.jsonl@0, this",
  })
  void takesWordsAsTheyAreForOptionsThatAreStrings(
      String textOption, String idOption, String id, String text) throws Exception {
    TestConsole.Ended ended = extract("jsonl", textOption, idOption);
    assertThat(ended.code()).as(ended.err()).isEqualTo(Quipu.DONE);
    assertThat(ended.out()).startsWith("{\"id\":\"" + id + "\",\"text\":\"" + text + "\"");
  }

  @Test
  void readsOptionsOfOtherTypesAsARecipeDoes() throws Exception {
    TestConsole.Ended ended = extract("verses", "skip=[1, 2]");
    assertThat(ended.code()).as(ended.err()).isEqualTo(Quipu.DONE);
    assertThat(ended.err()).contains("skipped as left_out 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jsonl  | txt=body    | --option txt: unknown key; known keys: [id, text, url, time];"
            + " did you mean text?",
        "jsonl  | text=       | --option text: must name the field that holds the text, as body or"
            + " meta.body, not \"\"",
        "warc   | text=body   | --option text: unknown key; known keys: []",
        "verses | min_lines=x | --option min_lines: expected a whole number, found x",
        "verses | min_lines=  | --option min_lines: expected a whole number, found the string \"\"",
        "verses | min_lines=0 | --option min_lines: must be at least 1, not 0",
        "verses | skip={      | --option skip: expected a list, found the string \"{\"; write [{]",
        "vrses  | skip=1      | unknown source kind vrses",
      })
  void refusesWrongOptionsBeforeItReads(String kind, String option, String message) {
    TestConsole.Ended ended =
        new TestConsole(folder)
            .quipu("extract", "--source", kind, "--option", option, "no_such_file");
    assertThat(ended.code()).isEqualTo(Quipu.WRONG);
    assertThat(ended.err()).startsWith("quipu: " + message).doesNotContain("no_such_file");
  }
}
