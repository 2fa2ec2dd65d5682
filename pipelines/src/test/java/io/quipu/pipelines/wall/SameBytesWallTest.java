package io.quipu.pipelines.wall;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.pipelines.driver.TestRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Released bytes depend on recipe and inputs, and on nothing else. */
class SameBytesWallTest {

  private static final String GLOBS = "inputs: [\"in/a/*.jsonl\"]";

  @TempDir Path folder;

  @Test
  void orderOfInputsAndGlobsAndTimesOfFilesDoNotMatter() throws Exception {
    TestRun first = Prose.inputs(folder.resolve("first"));
    List<String> names = Prose.packNames(3);
    List<String> globs = new ArrayList<>();
    names.forEach(name -> globs.add("\"in/a/" + name.substring(0, 5) + "*\""));
    String recipe = Prose.recipe(5);
    first.run(recipe.replace(GLOBS, "inputs: " + globs), "");
    var expected = Released.of(first).digests();
    for (long seed = 1; seed <= 2; seed++) {
      Path other = folder.resolve("other" + seed);
      List<Path> files = new ArrayList<>();
      for (String source : List.of("a", "b")) {
        names.forEach(name -> files.add(Path.of("in", source, name)));
      }
      Collections.shuffle(files, new Random(seed));
      Collections.shuffle(globs, new Random(seed));
      for (int i = 0; i < files.size(); i++) {
        Path file = other.resolve(files.get(i));
        Files.createDirectories(file.getParent());
        Files.copy(first.folder().resolve(files.get(i)), file);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000L * seed + 1000L * i));
      }
      TestRun run = new TestRun(other);
      run.run(recipe.replace(GLOBS, "inputs: " + globs), "");
      assertThat(Released.of(run).digests()).as("seed " + seed).isEqualTo(expected);
    }
  }

  @Test
  void aReleaseSaysNothingOfWhenAndWhereItWasMade() throws Exception {
    TestRun run = Prose.inputs(folder);
    Path vocabulary = Files.createDirectories(folder.resolve("some/where")).resolve("own.tiktoken");
    StringBuilder ranks = new StringBuilder();
    for (int i = 0; i < 256; i++) {
      String token = Base64.getEncoder().encodeToString(new byte[] {(byte) i});
      ranks.append(token).append(' ').append(i).append('\n');
    }
    Files.writeString(vocabulary, ranks);
    run.run(
        Prose.recipe(5)
            .replace("{name: gpt2}", "{file: \"" + vocabulary + "\"}")
            .replace("\"in/", "\"" + folder + "/in/"),
        "");
    Set<String> secrets = new TreeSet<>();
    secrets.add(folder.getFileName().toString());
    secrets.add("some/where");
    secrets.add(Instant.now().toString().substring(0, 11));
    for (String path : run.madeFiles()) {
      String[] name = path.substring(path.lastIndexOf('/') + 1).split("\\.");
      secrets.add(name[1]); // fingerprint
      secrets.add(name[2]); // attempt
    }
    assertThat(secrets).hasSizeGreaterThan(50);
    for (var file : Released.of(run).files().entrySet()) {
      String content =
          file.getKey().endsWith(".zst")
              ? Released.unpacked(file.getValue())
              : new String(file.getValue(), StandardCharsets.ISO_8859_1);
      assertThat(secrets).as(file.getKey()).noneMatch(content::contains);
    }
    assertThat(run.tokenTexts()).isNotEmpty();
  }
}
