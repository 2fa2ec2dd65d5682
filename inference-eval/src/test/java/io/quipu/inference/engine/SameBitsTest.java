package io.quipu.inference.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.document.Key128;
import io.quipu.inference.kernel.Kernels;
import io.quipu.inference.kernel.Width;
import io.quipu.inference.model.BuiltInModels;
import io.quipu.inference.model.GgufBytes;
import io.quipu.inference.model.GgufFile;
import io.quipu.inference.model.Model;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Logits and likelihoods are the same bits from one version of Quipu to the next. A digest changes
 * only in a commit that is meant to change what models say.
 */
class SameBitsTest {
  private static final String TEXT =
      "The knots of a cord, and what they say: 1, 2, 3. Na\u00efve!\n";

  @ParameterizedTest
  @EnumSource(Width.class)
  void theBuiltInModelSaysWhatItAlwaysSaid(Width width) {
    Model tiny = BuiltInModels.tiny();
    assertThat(digest(tiny, tiny.vocabulary().encoder().encode(TEXT.repeat(12)), width))
        .isEqualTo("b78faa05e86f86395a590b0a56aa8225");
  }

  @ParameterizedTest
  @EnumSource(Width.class)
  void aModelOfOddSizesSaysWhatItAlwaysSaid(Width width) throws IOException {
    GgufBytes file = GgufBytes.llama(new GgufBytes.Size(36, 2, 6, 3, 50, 40), 5, "a", "b");
    Model model = Model.of(GgufFile.read(file.bytes(), "random"));
    int[] ids = new SplittableRandom(9).ints(100, 3, 261).toArray();
    assertThat(digest(model, ids, width)).isEqualTo("5865a03d24a50b308422e75c0e061b18");
  }

  /** Of the logits after some beginnings of a text, and of the likelihoods of its tokens. */
  private static String digest(Model model, int[] ids, Width width) {
    Engine engine = new Engine(model, EngineOptions.defaults().withKernels(Kernels.of(width)));
    int vocabulary = model.shape().vocabulary();
    int[] lengths = {0, 1, 6, 39};
    ByteBuffer bytes = ByteBuffer.allocate(lengths.length * vocabulary * 4 + ids.length * 8);
    for (int length : lengths) {
      for (float logit : engine.next(Arrays.copyOf(ids, length))) {
        bytes.putFloat(logit);
      }
    }
    for (double nll : engine.score(ids)) {
      bytes.putDouble(nll);
    }
    return Key128.ofBytes(bytes.array()).toString();
  }
}
