package io.quipu.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.quipu.inference.kernel.Kernels;
import io.quipu.inference.kernel.Width;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every row of the table of weight types promises. */
class WeightTypeContractTest {
  private static final int ROWS = 7;
  private static final int COUNT = 6;

  static List<WeightType> types() {
    return WeightTypes.rows();
  }

  @ParameterizedTest
  @MethodSource("types")
  void rowsAreWhatTheirBlocksDecodeTo(WeightType type) throws IOException {
    RandomTensor tensor = RandomTensor.of(type, ROWS);
    byte[] bytes = tensor.bytes();
    int columns = tensor.columns();
    Matrix matrix = tensor.read();
    ByteBuffer later =
        ByteBuffer.allocate(5 + bytes.length).order(ByteOrder.LITTLE_ENDIAN).put(5, bytes);
    float[] all = new float[3 + ROWS * columns];
    type.decode(later, 5, ROWS * columns / type.blockElements(), all, 3);
    float[] row = new float[columns + 2];
    for (int r = 0; r < ROWS; r++) {
      matrix.row(r, row, 1);
      assertThat(Arrays.copyOfRange(row, 1, 1 + columns))
          .as("row %d", r)
          .isEqualTo(Arrays.copyOfRange(all, 3 + r * columns, 3 + (r + 1) * columns));
    }
    assertThat(later.position()).as("the buffer's position").isZero();
    assertThat(row[0]).as("the element before").isZero();
    assertThat(row[columns + 1]).as("the element after").isZero();
    assertThat(matrix.notFinite()).isEmpty();
  }

  /** Vectors in 8 bits, a scale a block, are off by up to 1/254 of the block's largest element. */
  @ParameterizedTest
  @MethodSource("types")
  void productsAreCloseToThoseInDoubles(WeightType type) throws IOException {
    Matrix matrix = RandomTensor.of(type, ROWS).read();
    Activations x = RandomTensor.vectors(matrix.columns(), COUNT);
    float[] out = new float[COUNT * ROWS];
    matrix.multiply(Kernels.best(), x, out);
    float[] row = new float[matrix.columns()];
    for (int r = 0; r < ROWS; r++) {
      matrix.row(r, row, 0);
      for (int t = 0; t < COUNT; t++) {
        double dot = 0;
        double size = 0;
        for (int i = 0; i < row.length; i++) {
          dot += (double) row[i] * x.values()[t * row.length + i];
          size += Math.abs(row[i]);
        }
        assertThat((double) out[t * ROWS + r])
            .as("seed %d, row %d, vector %d", RandomTensor.SEED, r, t)
            .isCloseTo(dot, offset(size / 250));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void productsHaveTheSameBitsWhateverElseIsAskedFor(WeightType type) throws IOException {
    Matrix matrix = RandomTensor.of(type, ROWS).read();
    Activations x = RandomTensor.vectors(matrix.columns(), COUNT);
    float[] expected = new float[COUNT * ROWS];
    matrix.multiply(Kernels.of(Width.SCALAR), x, expected);
    for (Width width : Width.values()) {
      for (int from = 0; from <= ROWS; from++) {
        for (int to = from; to <= ROWS; to++) {
          for (int count = 0; count <= COUNT; count++) {
            Activations some = new Activations(x.values(), x.columns(), count);
            int stride = ROWS + 1;
            float[] out = new float[2 + COUNT * stride];
            Arrays.fill(out, 7);
            float[] wanted = out.clone();
            for (int t = 0; t < count; t++) {
              System.arraycopy(expected, t * ROWS + from, wanted, 2 + t * stride, to - from);
            }
            matrix.multiply(Kernels.of(width), some, from, to, out, 2, stride);
            assertThat(out)
                .as("%s, rows %d to %d, %d vectors", width, from, to, count)
                .isEqualTo(wanted);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void threadsShareAMatrix(WeightType type) throws IOException {
    Matrix matrix = RandomTensor.of(type, ROWS).read();
    Activations x = RandomTensor.vectors(matrix.columns(), COUNT);
    float[] expected = new float[COUNT * ROWS];
    matrix.multiply(Kernels.best(), x, expected);
    IntStream.range(0, 64)
        .parallel()
        .forEach(
            i -> {
              float[] out = new float[COUNT * ROWS];
              matrix.multiply(Kernels.best(), x, out);
              assertThat(out).isEqualTo(expected);
            });
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyTruncationIsRefused(WeightType type) {
    RandomTensor whole = RandomTensor.of(type, 2);
    for (int length = 0; length < whole.bytes().length; length++) {
      RandomTensor cut = whole.withBytes(Arrays.copyOf(whole.bytes(), length));
      assertThatThrownBy(cut::read)
          .isInstanceOf(InvalidModelException.class)
          .hasMessage("f@" + length + ": the file ends inside t");
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void readsItsOwnBytesOnly(WeightType type) throws IOException {
    RandomTensor tensor = RandomTensor.of(type, ROWS);
    byte[] longer = Arrays.copyOf(tensor.bytes(), tensor.bytes().length + 9);
    LittleEndianInput in = new LittleEndianInput(new ByteArrayInputStream(longer), "f");
    TensorBytes.read(in, tensor.info());
    assertThat(in.position()).isEqualTo(tensor.bytes().length);
  }
}
