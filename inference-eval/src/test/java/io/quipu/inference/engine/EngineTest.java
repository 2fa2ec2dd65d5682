package io.quipu.inference.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.quipu.inference.kernel.Kernels;
import io.quipu.inference.kernel.Width;
import io.quipu.inference.model.GgufBytes;
import io.quipu.inference.model.GgufFile;
import io.quipu.inference.model.Model;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EngineTest {
  private static final int BEGIN = 1;
  private static final Model MODEL = model(new GgufBytes.Size(24, 2, 6, 3, 20, 40), 5);

  @Test
  void agreesWithAnObviousForwardPassInDoubles() {
    // width, layers, heads, key-value heads, feed-forward, context: odd sizes, one group, as many
    // groups as heads
    GgufBytes.Size[] sizes = {
      new GgufBytes.Size(24, 2, 6, 3, 20, 40),
      new GgufBytes.Size(16, 1, 4, 1, 33, 40),
      new GgufBytes.Size(36, 3, 2, 2, 50, 40)
    };
    for (GgufBytes.Size size : sizes) {
      for (long seed = 0; seed < 3; seed++) {
        Model model = model(size, seed);
        int[] ids = ids(40, seed);
        double[] expected = new SlowForward(model).nll(begun(ids));
        double[] actual = new Engine(model).score(ids);
        for (int i = 0; i < ids.length; i++) {
          assertThat(actual[i])
              .as("%s, seed %d, token %d", size, seed, i)
              .isCloseTo(expected[i], offset(1e-4));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Width.class)
  void everyWidthAndBatchGivesTheSameBits(Width width) {
    int[] ids = ids(100, 3);
    EngineOptions plain =
        EngineOptions.defaults().withKernels(Kernels.of(Width.SCALAR)).withBatch(1);
    double[] expected = new Engine(MODEL, plain).score(ids);
    float[] logits = new Engine(MODEL, plain).next(Arrays.copyOf(ids, 39));
    for (int batch : new int[] {1, 2, 3, 7, 64}) {
      Engine engine = new Engine(MODEL, plain.withKernels(Kernels.of(width)).withBatch(batch));
      assertThat(engine.score(ids)).as("batch %d", batch).isEqualTo(expected);
      assertThat(engine.next(Arrays.copyOf(ids, 39))).as("batch %d", batch).isEqualTo(logits);
    }
  }

  @Test
  void forgetsTheTextBefore() {
    Engine engine = new Engine(MODEL);
    double[] first = engine.score(ids(30, 1));
    engine.score(ids(100, 2));
    engine.generate(ids(10, 3), 20, 1, 4);
    assertThat(engine.score(ids(30, 1))).isEqualTo(first);
  }

  @Test
  void aTokensLikelihoodDoesNotDependOnWhatFollows() {
    int[] ids = ids(40, 6);
    double[] whole = new Engine(MODEL).score(ids);
    assertThat(new Engine(MODEL).score(Arrays.copyOf(ids, 17))).isEqualTo(Arrays.copyOf(whole, 17));
  }

  @Test
  void scoresLongTextsInWindows() {
    int[] ids = ids(25, 7);
    double[] nll = new Engine(MODEL, EngineOptions.defaults().withWindow(10, 0)).score(ids);
    Engine engine = new Engine(MODEL);
    assertThat(Arrays.copyOfRange(nll, 0, 10))
        .isEqualTo(engine.score(Arrays.copyOfRange(ids, 0, 10)));
    assertThat(Arrays.copyOfRange(nll, 10, 20))
        .isEqualTo(engine.score(Arrays.copyOfRange(ids, 10, 20)));
    assertThat(Arrays.copyOfRange(nll, 20, 25))
        .isEqualTo(engine.score(Arrays.copyOfRange(ids, 20, 25)));
  }

  @Test
  void furtherWindowsSeeTheOverlap() {
    int[] ids = ids(25, 7);
    double[] nll = new Engine(MODEL, EngineOptions.defaults().withWindow(10, 4)).score(ids);
    Engine engine = new Engine(MODEL);
    assertThat(Arrays.copyOfRange(nll, 0, 10))
        .isEqualTo(engine.score(Arrays.copyOfRange(ids, 0, 10)));
    double[] second = engine.score(Arrays.copyOfRange(ids, 6, 16));
    assertThat(Arrays.copyOfRange(nll, 10, 16)).isEqualTo(Arrays.copyOfRange(second, 4, 10));
    double[] last = engine.score(Arrays.copyOfRange(ids, 18, 25));
    assertThat(Arrays.copyOfRange(nll, 22, 25)).isEqualTo(Arrays.copyOfRange(last, 4, 7));
  }

  @Test
  void takesTheLikeliestTokenAtTemperatureZero() {
    int[] prompt = ids(5, 8);
    int[] text = new Engine(MODEL).generate(prompt, 12, 0, 1);
    int[] so = prompt;
    for (int id : text) {
      double[][] logits = new SlowForward(MODEL).logits(begun(so));
      double[] last = logits[so.length];
      assertThat(last[id]).isCloseTo(Arrays.stream(last).max().getAsDouble(), offset(1e-4));
      so = Arrays.copyOf(so, so.length + 1);
      so[so.length - 1] = id;
    }
    assertThat(text).isNotEmpty();
  }

  @Test
  void drawsTheSameTextForTheSameSeed() {
    int[] prompt = ids(5, 8);
    int[] text = new Engine(MODEL).generate(prompt, 200, 1, 1);
    Engine narrow =
        new Engine(
            MODEL, EngineOptions.defaults().withKernels(Kernels.of(Width.SCALAR)).withBatch(3));
    narrow.score(ids(30, 1));
    assertThat(narrow.generate(prompt, 200, 1, 1)).isEqualTo(text);
    assertThat(narrow.generate(prompt, 200, 1, 2)).isNotEqualTo(text);
    assertThat(text).as("goes on behind the window of 40").hasSizeGreaterThan(60);
  }

  @Test
  void refusesWhatItCannotScore() {
    Engine engine = new Engine(MODEL);
    assertThat(engine.score(new int[0])).isEmpty();
    assertThatThrownBy(() -> engine.score(new int[] {5, 262}))
        .hasMessage("token 262 is not of the model's vocabulary of 262");
    assertThatThrownBy(() -> engine.score(new int[] {-1}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> engine.next(new int[40]))
        .hasMessageContaining("do not fit into a window of 40");
    assertThatThrownBy(() -> engine.generate(new int[0], 1, -1, 0))
        .hasMessageContaining("temperature -1.0");
    EngineOptions options = EngineOptions.defaults();
    assertThatThrownBy(() -> options.withWindow(4, 4)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Engine(MODEL, options.withWindow(100, 40)))
        .hasMessageContaining("overlap of 40");
  }

  @Test
  void refusesAModelWhoseWeightsOverflow() throws IOException {
    GgufBytes.Size size = new GgufBytes.Size(4, 1, 2, 1, 4, 8);
    byte[] file = GgufBytes.llama(size, 1).bytes();
    ByteBuffer outputNorm =
        ByteBuffer.wrap(file, file.length - 480, 16).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 4; i++) {
      outputNorm.putFloat(3e38f);
    }
    Engine engine = new Engine(Model.of(GgufFile.read(file, "huge")));
    assertThatThrownBy(() -> engine.score(ids(8, 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("huge: no finite likelihood of token");
  }

  private static Model model(GgufBytes.Size size, long seed) {
    try {
      return Model.of(GgufFile.read(GgufBytes.llama(size, seed, "a", "b", "ab").bytes(), "random"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static int[] ids(int n, long seed) {
    return new SplittableRandom(seed).ints(n, 3, 262).toArray();
  }

  private static int[] begun(int[] ids) {
    int[] begun = new int[ids.length + 1];
    begun[0] = BEGIN;
    System.arraycopy(ids, 0, begun, 1, ids.length);
    return begun;
  }
}
