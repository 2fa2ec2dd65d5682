package io.quipu.pipelines.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.step.StepBundle;
import io.quipu.pipelines.plan.Dataset;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's example, as a user would make and run it. */
class OwnStepTest {

  private static final Path EXAMPLE = Path.of("..", "docs", "examples", "Shouting.java");
  private static final String RECIPE =
      """
      name: own
      seed: 7
      tokenizer: {name: gpt2}
      bundles: [shouting.jar]
      sources:
        a: {kind: jsonl, inputs: ["a.jsonl"]}
      stages:
        - annotate: {steps: [shouting]}
        - filter: {rules: [{signal: capital_letter_ratio, max: 0.5, reason: shouting}]}
      """;

  @TempDir Path folder;

  @Test
  void measuresAndDropsWithAStepFromTheUsersJar() throws Exception {
    TestRun run =
        new TestRun(folder)
            .input("a.jsonl", TestRun.json("1", "LOUD words"), TestRun.json("2", "LOUD"));
    jar(compile(folder.resolve("classes")), folder.resolve("shouting.jar"));
    run.run(RECIPE, "filter");
    assertThat(run.rows(Dataset.decisions("filter"), "outcome", "reason", "signal", "observed"))
        .containsExactly("0 - - -", "3 shouting capital_letter_ratio 1");
  }

  /** Against core alone. */
  private static Path compile(Path to) throws Exception {
    Path core =
        Path.of(StepBundle.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> arguments =
        List.of("-proc:none", "-d", to.toString(), "-cp", core.toString(), EXAMPLE.toString());
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(status).isZero();
    return to;
  }

  private static void jar(Path classes, Path to) throws IOException {
    try (OutputStream file = Files.newOutputStream(to);
        JarOutputStream jar = new JarOutputStream(file);
        Stream<Path> files = Files.walk(classes)) {
      for (Path path : files.filter(Files::isRegularFile).sorted().toList()) {
        jar.putNextEntry(new JarEntry(classes.relativize(path).toString().replace('\\', '/')));
        Files.copy(path, jar);
      }
      jar.putNextEntry(new JarEntry("META-INF/services/" + StepBundle.class.getName()));
      jar.write("example.Shouting$Steps".getBytes(StandardCharsets.UTF_8));
    }
  }
}
