package io.quipu.inference.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.quipu.inference.kernel.Kernels;
import io.quipu.inference.kernel.Width;
import io.quipu.inference.model.Model;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real model against a forward pass in torch; golden/stories260k/ORIGIN.md. */
@Tag("corpus")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Stories260kTest {
  private Model model;
  private int[] ids;
  private double[] expected;

  @BeforeAll
  void readModelAndGolden() throws IOException {
    Path file = Path.of(System.getenv("QUIPU_CORPUS"), "models", "stories260K-f32.gguf");
    try (InputStream in = Files.newInputStream(file)) {
      model = Model.read(in, file.getFileName().toString());
    }
    List<String> lines = golden("nll.tsv").lines().collect(Collectors.toList());
    ids = lines.stream().mapToInt(line -> Integer.parseInt(line.split("\t")[0])).toArray();
    expected =
        lines.stream().mapToDouble(line -> Double.parseDouble(line.split("\t")[1])).toArray();
  }

  @Test
  void encodesAsTheReference() throws IOException {
    assertThat(model.vocabulary().encoder().encode(golden("text.txt"))).isEqualTo(ids);
  }

  @ParameterizedTest
  @EnumSource(Width.class)
  void scoresAsTheReference(Width width) {
    double[] nll =
        new Engine(model, EngineOptions.defaults().withKernels(Kernels.of(width))).score(ids);
    for (int i = 0; i < ids.length; i++) {
      assertThat(nll[i]).as("token %d", i).isCloseTo(expected[i], offset(1e-4));
    }
    double[] plain =
        new Engine(model, EngineOptions.defaults().withKernels(Kernels.of(Width.SCALAR)))
            .score(ids);
    assertThat(nll).isEqualTo(plain);
  }

  @Test
  void hasTheReferencesLogits() throws IOException {
    float[] logits = new Engine(model).next(ids);
    List<String> lines = golden("next_logits.tsv").lines().collect(Collectors.toList());
    assertThat(logits).hasSize(lines.size());
    for (int i = 0; i < logits.length; i++) {
      assertThat((double) logits[i])
          .as("id %d", i)
          .isCloseTo(Double.parseDouble(lines.get(i)), offset(1e-4));
    }
  }

  @Test
  void tellsAStory() {
    int[] prompt = model.vocabulary().encoder().encode("Once upon a time");
    int[] text = new Engine(model).generate(prompt, 60, 0, 0);
    String story =
        new String(
            model.vocabulary().encoder().decode(text, 0, text.length), StandardCharsets.UTF_8);
    assertThat(story).contains("there was a little");
  }

  private static String golden(String name) throws IOException {
    try (InputStream in =
        Stories260kTest.class.getResourceAsStream("/golden/stories260k/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
