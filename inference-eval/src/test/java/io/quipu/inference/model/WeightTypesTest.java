package io.quipu.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.inference.added.ToyWeights;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightTypesTest {

  @Test
  void ourOwnComeFirstThenThoseOfOtherJars() {
    assertThat(WeightTypes.list()).isEqualTo("F32 (0), F16 (1), BF16 (30), TOY8 (4242)");
    assertThat(WeightTypes.ofCode(30)).contains(FloatType.BF16);
    assertThat(WeightTypes.ofCode(4242).orElseThrow()).isInstanceOf(ToyWeights.class);
    assertThat(WeightTypes.ofCode(2)).isEmpty();
  }

  @Test
  void theReadmeHasOurOwn() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("README.md"));
    int first = lines.indexOf("| type | ggml code | block | held as |") + 2;
    for (FloatType type : FloatType.values()) {
      assertThat(lines.get(first + type.ordinal()))
          .startsWith("| " + type.name() + " | " + type.code() + " | ")
          .contains(" " + type.blockBytes() + " bytes ");
    }
    assertThat(lines.get(first + FloatType.values().length)).isEmpty();
  }

  @Test
  void twoTypesOfOneCodeAreRefused() {
    assertThatThrownBy(() -> WeightTypes.byCode(List.of(FloatType.F32, type("MINE", 0, 1, 4))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the weight types F32 and MINE have the same code 0");
  }

  @Test
  void blocksAreOneTo65536WeightsAndBytes() {
    assertThat(WeightTypes.byCode(List.of(type("A", 90, 1, 1), type("B", 91, 1 << 16, 1 << 16))))
        .hasSize(2);
    int[][] wrong = {{0, 1}, {1, 0}, {65_537, 1}, {1, 65_537}};
    for (int[] size : wrong) {
      assertThatThrownBy(() -> WeightTypes.byCode(List.of(type("C", 92, size[0], size[1]))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "weight type C: blocks of %d weights in %d bytes; both are 1 to 65536",
              size[0], size[1]);
    }
  }

  @Test
  void aTypeThatLeavesBytesOfItsTensorIsAnErrorOfOurs() {
    WeightType lazy = type("LAZY", 93, 1, 4);
    TensorInfo info = new TensorInfo("t", new int[] {3, 2}, lazy, 0);
    assertThatThrownBy(
            () ->
                TensorBytes.read(
                    new LittleEndianInput(new ByteArrayInputStream(new byte[24]), "f"), info))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "weight type LAZY made a matrix of 2 by 3 and left 24 bytes of t, which is of 2 by 3");
  }

  /** One whose matrices are all zeros, whatever the tensor says. */
  private static WeightType type(String name, int code, int blockElements, int blockBytes) {
    return new WeightType() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public int code() {
        return code;
      }

      @Override
      public int blockElements() {
        return blockElements;
      }

      @Override
      public int blockBytes() {
        return blockBytes;
      }

      @Override
      public void decode(ByteBuffer bytes, int at, int blocks, float[] out, int outFrom) {}

      @Override
      public Matrix read(TensorBytes tensor) throws IOException {
        return new FloatMatrix(
            tensor.rows(), tensor.columns(), new float[tensor.rows() * tensor.columns()]);
      }
    };
  }
}
