package io.quipu.pipelines.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.document.Key128;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class ByteWriterTest {

  private static final long SEED = 20240611;

  @Test
  void readsBackWhatWasWritten() {
    byte[] bytes =
        new ByteWriter()
            .int8(200)
            .int16(60_000)
            .int32(-7)
            .int64(Long.MIN_VALUE + 3)
            .sortedLong(-9)
            .sortedDouble(-0.25)
            .key128(new Key128(-1, 5))
            .text("żółw 🐢")
            .bytes(new byte[] {9, 8, 7}, 1, 3)
            .toBytes();
    ByteReader fields = new ByteReader(bytes);
    assertThat(fields.int8()).isEqualTo(200);
    assertThat(fields.int16()).isEqualTo(60_000);
    assertThat(fields.int32()).isEqualTo(-7);
    assertThat(fields.int64()).isEqualTo(Long.MIN_VALUE + 3);
    assertThat(fields.sortedLong()).isEqualTo(-9);
    assertThat(fields.sortedDouble()).isEqualTo(-0.25);
    assertThat(fields.key128()).isEqualTo(new Key128(-1, 5));
    assertThat(fields.text()).isEqualTo("żółw 🐢");
    assertThat(fields.remaining()).isEqualTo(2);
    assertThat(fields.rest()).containsExactly(8, 7);
    assertThat(fields.remaining()).isZero();
  }

  @Test
  void startsAgainAfterClear() {
    ByteWriter key = new ByteWriter().int64(1).clear().int8(2);
    assertThat(key.size()).isEqualTo(1);
    assertThat(key.toBytes()).containsExactly(2);
  }

  @Test
  void growsWithALongText() {
    String text = "x".repeat(100_000);
    assertThat(new ByteReader(new ByteWriter().text(text).toBytes()).text()).isEqualTo(text);
  }

  @Test
  void ordersIntsAndLongsAsUnsigned() {
    ordered(
        List.of(0, 1, 127, 128, 255, 256, 0x7FFF, 0x8000, 0xFFFF),
        ByteWriter::int16,
        Integer::compare);
    ordered(
        List.of(0, 1, 255, 256, Integer.MAX_VALUE, Integer.MIN_VALUE, -1),
        ByteWriter::int32,
        Integer::compareUnsigned);
    ordered(
        List.of(0L, 1L, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE, -1L),
        ByteWriter::int64,
        Long::compareUnsigned);
  }

  @Test
  void ordersSortedLongsAsSigned() {
    Random random = new Random(SEED);
    Long[] values = new Long[300];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextLong() >> random.nextInt(64);
    }
    ordered(List.of(values), ByteWriter::sortedLong, Comparator.naturalOrder());
    ordered(
        List.of(Long.MIN_VALUE, -1L, 0L, 1L, Long.MAX_VALUE),
        ByteWriter::sortedLong,
        Comparator.naturalOrder());
  }

  @Test
  void ordersSortedDoublesAsDoubleCompare() {
    ordered(
        List.of(
            Double.NEGATIVE_INFINITY,
            -Double.MAX_VALUE,
            -1.5,
            -Double.MIN_VALUE,
            -0.0,
            0.0,
            Double.MIN_VALUE,
            1.0,
            Math.nextUp(1.0),
            Double.MAX_VALUE,
            Double.POSITIVE_INFINITY,
            Double.NaN),
        ByteWriter::sortedDouble,
        Double::compare);
    Random random = new Random(SEED);
    Double[] values = new Double[300];
    for (int i = 0; i < values.length; i++) {
      values[i] = Double.longBitsToDouble(random.nextLong());
    }
    ordered(List.of(values), ByteWriter::sortedDouble, Double::compare);
    for (double value : values) {
      byte[] bytes = new ByteWriter().sortedDouble(value).toBytes();
      assertThat(Double.compare(new ByteReader(bytes).sortedDouble(), value))
          .as("%s, seed %d", value, SEED)
          .isZero();
    }
  }

  @Test
  void ordersKeysByHighThenLow() {
    Comparator<Key128> order =
        (a, b) ->
            a.high() != b.high()
                ? Long.compareUnsigned(a.high(), b.high())
                : Long.compareUnsigned(a.low(), b.low());
    ordered(
        List.of(new Key128(0, -1), new Key128(1, 0), new Key128(-1, 1), new Key128(-1, -1)),
        ByteWriter::key128,
        order);
  }

  @Test
  void aTextComesBeforeItsContinuations() {
    List<String> texts = List.of("", "a", "a\u0001", "ab", "b", "é", "\uFFFD", "🐢");
    ordered(
        texts, (key, text) -> key.text(text).int32(-1), Comparator.comparingInt(texts::indexOf));
  }

  /** Checks that the bytes of all pairs stand in the order of the values. */
  private static <T> void ordered(
      List<T> values, BiFunction<ByteWriter, T, ByteWriter> write, Comparator<T> order) {
    Function<T, byte[]> bytes = value -> write.apply(new ByteWriter(), value).toBytes();
    for (T a : values) {
      for (T b : values) {
        assertThat(Integer.signum(Arrays.compareUnsigned(bytes.apply(a), bytes.apply(b))))
            .as("%s and %s, seed %d", a, b, SEED)
            .isEqualTo(Integer.signum(order.compare(a, b)));
      }
    }
  }
}
