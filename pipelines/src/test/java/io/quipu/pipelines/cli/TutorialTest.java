package io.quipu.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * docs/tutorial.md shows what its commands print. The page's own folder, {@code work/tutorial}, is
 * a temporary one here; of the shell's commands those that the page uses are done in Java.
 */
class TutorialTest {

  private static final Path PAGE = Path.of("../docs/tutorial.md");
  private static final String FOLDER = "work/tutorial";

  /** A file that the page tells to write: name and content; or commands with their output. */
  private static final Pattern BLOCK =
      Pattern.compile(
          "<!-- file: " + FOLDER + "/(\\S+) -->\n```\\w+\n(.*?)```\n|```console\n(.*?)```\n",
          Pattern.DOTALL);

  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  @TempDir Path folder;

  /** A command of the page, and the lines below it. */
  private record Command(String line, String shown) {}

  @TestFactory
  List<DynamicTest> everyCommandPrintsWhatThePageShows() throws IOException {
    String page = Files.readString(PAGE);
    List<DynamicTest> steps = new ArrayList<>();
    Matcher block = BLOCK.matcher(page);
    while (block.find()) {
      if (block.group(1) != null) {
        String name = block.group(1);
        String content = block.group(2);
        steps.add(
            dynamicTest("file " + name, () -> Files.writeString(folder.resolve(name), content)));
      } else {
        commands(block.group(3)).forEach(c -> steps.add(dynamicTest(c.line(), () -> check(c))));
      }
    }
    assertThat(steps).hasSizeGreaterThan(20);
    return steps;
  }

  private void check(Command command) throws IOException {
    assertThat(printed(command.line()))
        .as("$ %s", command.line())
        .matches(pattern(command.shown()));
  }

  private static List<Command> commands(String block) {
    return Arrays.stream(block.split("(?m)^\\$ "))
        .skip(1)
        .map(command -> command.split("\n", 2))
        .map(parts -> new Command(parts[0], parts[1]))
        .toList();
  }

  /** What the page shows, as a pattern: {@code ...} is any text of a line, or any lines. */
  private static Pattern pattern(String shown) {
    return Pattern.compile(
        shown
            .lines()
            .map(
                line ->
                    line.equals("...")
                        ? "(?:.*\n)*?"
                        : Arrays.stream(line.split(" ?\\.\\.\\. ?", -1))
                                .map(Pattern::quote)
                                .collect(Collectors.joining(".*"))
                            + "\n")
            .collect(Collectors.joining()));
  }

  /** What a command prints: its results, or messages if the results go to a file. */
  private String printed(String line) throws IOException {
    String own = line.replace(FOLDER, folder.toString());
    int redirected = own.indexOf(" > ");
    List<String> words = words(redirected < 0 ? own : own.substring(0, redirected));
    String printed =
        switch (words.get(0)) {
          case "./quipu" -> quipu(words.subList(1, words.size()), redirected, own);
          case "grep" -> grep(words.get(1), Path.of(words.get(2)));
          case "sed" -> replace(words.get(2), Path.of(words.get(3)));
          case "python3" -> megatron(folder.resolve("work/release/shards/megatron/00000"));
          default -> throw new AssertionError(line);
        };
    return printed.replace(folder.toString(), FOLDER);
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    while (word.find()) {
      words.add(word.group(1) != null ? word.group(1) : word.group(2));
    }
    return words;
  }

  private String quipu(List<String> args, int redirected, String line) throws IOException {
    TestConsole.Ended ended = new TestConsole(folder).quipu(args.toArray(String[]::new));
    assertThat(ended.code()).as(line + "\n" + ended.err()).isEqualTo(Quipu.DONE);
    if (redirected < 0) {
      return ended.out();
    }
    Files.writeString(Path.of(line.substring(redirected + 3)), ended.out());
    return ended.err();
  }

  private static String grep(String text, Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.contains(text))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static String replace(String script, Path file) throws IOException {
    String[] parts = script.split("/", -1);
    String text = Files.readString(file);
    assertThat(text).contains(parts[1]);
    Files.writeString(file, text.replace(parts[1], parts[2]));
    return "";
  }

  /** The Python script of the page in Java, after docs/formats/megatron.md alone. */
  private static String megatron(Path shard) throws IOException {
    ByteBuffer index = little(shard + ".idx");
    ByteBuffer ids = little(shard + ".bin");
    byte[] magic = new byte[9];
    index.get(magic);
    assertThat(new String(magic, StandardCharsets.US_ASCII)).isEqualTo("MMIDIDX\0\0");
    assertThat(index.get(17)).isEqualTo((byte) 8); // uint16
    long sequences = index.getLong(18);
    int length = index.getInt(34);
    long start = index.getLong(34 + 4 * (int) sequences) / 2;
    int last = Short.toUnsignedInt(ids.getShort(2 * ((int) start + length - 1)));
    return sequences
        + " documents, "
        + ids.limit() / 2
        + " tokens\nfirst document: "
        + length
        + " tokens, the last is "
        + last
        + "\n";
  }

  private static ByteBuffer little(String file) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(Path.of(file))).order(ByteOrder.LITTLE_ENDIAN);
  }
}
