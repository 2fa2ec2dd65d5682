package io.quipu.inference.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.inference.kernel.Kernels;
import io.quipu.inference.kernel.Width;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockMatrixTest {
  private static final int ROWS = 11;
  private static final int COUNT = 5;

  /** A type of the table, its matrices widened or kept as bytes. */
  private record Held(WeightType type, int segmentBytes) implements WeightType {
    private static final int WIDENED = -1;

    @Override
    public String name() {
      return type.name();
    }

    @Override
    public int code() {
      return type.code();
    }

    @Override
    public int blockElements() {
      return type.blockElements();
    }

    @Override
    public int blockBytes() {
      return type.blockBytes();
    }

    @Override
    public void decode(ByteBuffer bytes, int at, int blocks, float[] out, int outFrom) {
      type.decode(bytes, at, blocks, out, outFrom);
    }

    @Override
    public Matrix read(TensorBytes tensor) throws IOException {
      return segmentBytes == WIDENED
          ? WeightType.super.read(tensor)
          : new BlockMatrix(tensor, segmentBytes);
    }
  }

  @ParameterizedTest
  @EnumSource(Width.class)
  void productsAreThoseOfTheWeightsAsFloatsToTheBit(Width width) throws IOException {
    for (WeightType type : WeightTypes.rows()) {
      RandomTensor tensor = RandomTensor.of(type, ROWS);
      Activations x = RandomTensor.vectors(tensor.columns(), COUNT);
      float[] kept = new float[COUNT * ROWS];
      float[] widened = new float[COUNT * ROWS];
      tensor.as(new Held(type, 1 << 20)).read().multiply(Kernels.of(width), x, kept);
      tensor.as(new Held(type, Held.WIDENED)).read().multiply(Kernels.of(width), x, widened);
      assertThat(kept).as(type.name()).isEqualTo(widened);
    }
  }

  /** Bytes of a segment: less than a row, a row, some rows, all rows but one, all. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 3.5, 10, 11, 100})
  void rowsLieInAnyNumberOfSegments(double rowsOfASegment) throws IOException {
    for (WeightType type : WeightTypes.rows()) {
      RandomTensor tensor = RandomTensor.of(type, ROWS);
      int segmentBytes = (int) (rowsOfASegment * tensor.info().rowBytes());
      Matrix kept = tensor.as(new Held(type, segmentBytes)).read();
      Matrix widened = tensor.as(new Held(type, Held.WIDENED)).read();
      float[] row = new float[tensor.columns()];
      float[] expected = new float[tensor.columns()];
      for (int r = 0; r < ROWS; r++) {
        kept.row(r, row, 0);
        widened.row(r, expected, 0);
        assertThat(row).as("%s, row %d", type.name(), r).isEqualTo(expected);
      }
    }
  }
}
