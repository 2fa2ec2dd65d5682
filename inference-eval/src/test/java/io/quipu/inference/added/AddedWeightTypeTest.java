package io.quipu.inference.added;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.quipu.evaluation.measure.DocumentScore;
import io.quipu.evaluation.measure.TextScorer;
import io.quipu.inference.engine.Engine;
import io.quipu.inference.engine.EngineOptions;
import io.quipu.inference.kernel.Kernels;
import io.quipu.inference.kernel.Width;
import io.quipu.inference.model.GgufBytes;
import io.quipu.inference.model.Model;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** A weight type that is not ours, from its file to scores, through nothing but the public API. */
class AddedWeightTypeTest {
  private static final GgufBytes.Size SIZE = new GgufBytes.Size(48, 2, 6, 3, 56, 64);
  private static final String TEXT = "Knots at even distances, each na\u00efve, each of \u20ac 3.";

  @Test
  void aModelOfItScoresAsThatOfItsWeightsAsFloats() throws IOException {
    Model toy = model(GgufBytes.llama(SIZE, 3, ToyWeights.CODE, ToyWeights::encode, "a", "at"));
    Model floats = model(GgufBytes.llama(SIZE, 3, 0, AddedWeightTypeTest::rounded, "a", "at"));
    DocumentScore expected = new TextScorer(new Engine(floats)).score(TEXT);
    DocumentScore score = new TextScorer(new Engine(toy)).score(TEXT);
    assertThat(score.tokens()).isEqualTo(expected.tokens()).isGreaterThan(20);
    assertThat(score.nll())
        .as("vectors in 8 bits")
        .isCloseTo(expected.nll(), offset(0.02 * expected.nll()))
        .isNotEqualTo(expected.nll());
  }

  @Test
  void everyWidthAndBatchGivesTheSameBits() throws IOException {
    Model model = model(GgufBytes.llama(SIZE, 4, ToyWeights.CODE, ToyWeights::encode));
    int[] ids = model.vocabulary().encoder().encode(TEXT);
    double[] expected = new Engine(model).score(ids);
    for (Width width : Width.values()) {
      EngineOptions options = EngineOptions.defaults().withKernels(Kernels.of(width)).withBatch(5);
      assertThat(new Engine(model, options).score(ids)).as("%s", width).isEqualTo(expected);
    }
  }

  /** The floats nearest to what the type stores of some weights, as F32. */
  private static byte[] rounded(float[] weights) {
    ByteBuffer toy = ByteBuffer.wrap(ToyWeights.encode(weights)).order(ByteOrder.LITTLE_ENDIAN);
    float[] decoded = new float[weights.length];
    new ToyWeights().decode(toy, 0, weights.length / 8, decoded, 0);
    ByteBuffer bytes = ByteBuffer.allocate(4 * decoded.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float weight : decoded) {
      bytes.putFloat(weight);
    }
    return bytes.array();
  }

  private static Model model(GgufBytes file) throws IOException {
    return Model.read(new ByteArrayInputStream(file.bytes()), "toy");
  }
}
