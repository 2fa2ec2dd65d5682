package io.quipu.pipelines.stage;

import static org.assertj.core.api.Assertions.assertThat;

import example.Shouting;
import io.quipu.core.step.StepBundle;
import io.quipu.pipelines.plan.Dataset;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's example, as a user would run it. */
class OwnStepTest {

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
    jar(folder.resolve("shouting.jar"));
    run.run(RECIPE, "filter");
    assertThat(run.rows(Dataset.decisions("filter"), "outcome", "reason", "signal", "observed"))
        .containsExactly("0 - - -", "3 shouting capital_letter_ratio 1");
  }

  private static void jar(Path to) throws IOException {
    try (OutputStream file = Files.newOutputStream(to);
        JarOutputStream jar = new JarOutputStream(file)) {
      for (Class<?> type : new Class<?>[] {Shouting.class, Shouting.Steps.class}) {
        String path = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(path));
        try (InputStream in = type.getResourceAsStream("/" + path)) {
          in.transferTo(jar);
        }
      }
      jar.putNextEntry(new JarEntry("META-INF/services/" + StepBundle.class.getName()));
      jar.write(Shouting.Steps.class.getName().getBytes(StandardCharsets.UTF_8));
    }
  }
}
