package io.quipu.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GgufFileTest {
  private static final GgufBytes.Size SMALL = new GgufBytes.Size(4, 1, 2, 1, 4, 8);

  @Test
  void readsKeysAndTensorsOfBothVersions() throws IOException {
    for (int version = 2; version <= 3; version++) {
      GgufFile file =
          read(
              new GgufBytes()
                  .version(version)
                  .string("a.string", "knot \u00e9")
                  .uint32("a.number", -1)
                  .float32("a.float", 1.5f)
                  .pair("a.flag", 7, new byte[] {1})
                  .strings("some.strings", List.of("", "x"))
                  .tensor("t", new float[] {1, 2, 3, 4, 5, 6}, 3, 2)
                  .tensor("u", new float[] {7}, 1));
      assertThat(file.string("a.string")).isEqualTo("knot \u00e9");
      assertThat(file.number("a.float")).isEqualTo(1.5f);
      assertThat(file.flag("a.flag", false)).isTrue();
      assertThat(file.strings("some.strings")).containsExactly("", "x");
      assertThat(rows(file.matrix("t", 3, 2))).isEqualTo(new float[][] {{1, 2, 3}, {4, 5, 6}});
      assertThat(file.vector("u", 1)).containsExactly(7);
      assertThatThrownBy(() -> file.integer("a.number", 0, 10))
          .hasMessage("f: a.number: is 4294967295, outside [0, 10]");
      assertThatThrownBy(() -> file.number("a.string"))
          .hasMessage("f: a.string: is of type String, not a float32");
      assertThatThrownBy(() -> file.matrix("t", 2, 3))
          .hasMessage("f: t: has sizes [3, 2], not [2, 3]");
      assertThatThrownBy(() -> file.vector("v", 1)).hasMessage("f: v: the tensor is missing");
    }
  }

  @Test
  void readsHalvesAsIeee754HasThem() throws IOException {
    // pairs of bits and value: 1, -2, the largest, the smallest normal, the smallest, -0
    int[] bits = {0x3c00, 0xc000, 0x7bff, 0x0400, 0x0001, 0x8000};
    float[] values = {1, -2, 65504, 0x1p-14f, 0x1p-24f, -0f};
    ByteBuffer halves = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    for (int b : bits) {
      halves.putShort((short) b);
    }
    ByteBuffer brains = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    brains.putShort((short) 0x3f80).putShort((short) 0xc040);
    GgufFile file =
        read(new GgufBytes().tensor("h", 1, halves.array(), 6).tensor("b", 30, brains.array(), 2));
    assertThat(file.vector("h", 6)).containsExactly(values);
    assertThat(file.vector("b", 2)).containsExactly(1, -3);
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    byte[] whole = GgufBytes.llama(SMALL, 1, "a", "b").bytes();
    Model.of(GgufFile.read(whole, "f"));
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> GgufFile.read(cut, "f"))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(InvalidModelException.class)
          .hasMessageStartingWith("f@" + length + ": the file ends inside ");
    }
  }

  @Test
  void neverThrowsAnythingElseWhateverByteIsWrong() throws IOException {
    byte[] whole = GgufBytes.llama(SMALL, 1, "a", "b").bytes();
    long seed = 7;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] wrong = whole.clone();
      int at = i % 2 == 0 ? random.nextInt(wrong.length) : random.nextInt(500);
      wrong[at] = (byte) (i % 3 == 0 ? 0xff : random.nextInt(256));
      assertThatCode(
              () -> {
                try {
                  Model.of(GgufFile.read(wrong, "f"));
                } catch (InvalidModelException expected) {
                  assertThat(expected).hasMessageStartingWith("f");
                }
              })
          .as("seed %d, try %d, byte %d is %d", seed, i, at, wrong[at])
          .doesNotThrowAnyException();
    }
  }

  @Test
  void believesNoLengthBeforeItsBytesHaveCome() {
    // 2^31 - 9 floats, 4 Mi strings and a string of 1 MiB: all claimed by files of a few hundred
    // bytes
    refuses(
        new GgufBytes().info("t", 0, 0, GgufFile.MAX_TENSORS, 32_767), "the file ends inside t");
    byte[] many =
        ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putInt(8).putLong(1 << 22).array();
    refuses(new GgufBytes().pair("k", 9, many), "the file ends inside k");
    byte[] numbers =
        ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putInt(10).putLong(1 << 22).array();
    refuses(new GgufBytes().pair("k", 9, numbers), "the file ends inside k");
    byte[] text = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(1 << 20).array();
    refuses(new GgufBytes().pair("k", 8, text), "the file ends inside k");
  }

  @Test
  void saysWhatIsWrongAndWhere() {
    refuses(new GgufBytes().version(1), "f@8: GGUF version 1 (little-endian); 2 and 3 are read");
    refuses(new GgufBytes().version(0x0300_0000), "GGUF version 50331648");
    refuses(new GgufBytes().uint32("k", 1).uint32("k", 1), "k: the key is listed twice");
    refuses(new GgufBytes().pair("k", 13, new byte[0]), "k: unknown value type 13");
    refuses(
        new GgufBytes().pair("k", 8, le64(-1)),
        "k: length 18446744073709551615 is above the limit 1048576");
    refuses(
        new GgufBytes().pair("k", 8, new byte[] {1, 0, 0, 0, 0, 0, 0, 0, -1}),
        "k: not valid UTF-8");
    refuses(
        new GgufBytes().pair("k", 9, new byte[] {9, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0}),
        "arrays of arrays");
    refuses(
        new GgufBytes()
            .pair("k", 9, new byte[] {12, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}),
        "float64");
    refuses(
        new GgufBytes().uint32("general.alignment", 24),
        "general.alignment: is 24, not a power of two");
    refuses(new GgufBytes().info("t", 0, 0), "t: 0 dimensions, not 1 to 4");
    refuses(new GgufBytes().info("t", 0, 0, 0), "t: 0 elements, not 1 to");
    refuses(
        new GgufBytes().info("t", 0, 0, 1 << 20, 1 << 20), "t: 1099511627776 elements, not 1 to");
    refuses(
        new GgufBytes().info("t", 0, 0, 1 << 16, 1 << 16),
        "t: 4294967296 weights are more than 2147483639 floats");
    refuses(new GgufBytes().info("t", 0, 0, 1, 1 << 16, 1 << 16), "t: 4294967296 rows, above");
    refuses(
        new GgufBytes().info("t", 0, 0, -1),
        "t, size 0: length 18446744073709551615 is above the limit");
    refuses(
        new GgufBytes().info("t", 12, 0, 256),
        "t: ggml type 12 is not read; F32 (0), F16 (1), BF16 (30), TOY8 (4242) are");
    refuses(
        new GgufBytes().info("t", 4242, 0, 12),
        "t: rows of 12 weights are no whole number of blocks of 8, as TOY8 has them");
    refuses(
        new GgufBytes().info("t", 0, -32, 1),
        "t: offset 18446744073709551584 is past the end of any file");
    refuses(new GgufBytes().info("t", 0, 16, 1), "t: offset 16 is no multiple of the alignment 32");
    refuses(new GgufBytes().info("t", 0, 1L << 40, 1), "the file ends inside the data before t");
    refuses(
        new GgufBytes().tensor("t", new float[] {1}, 1).info("u", 0, 0, 1),
        "u: begins at 0 of the data, inside");
    refuses(
        new GgufBytes().tensor("t", new float[] {1}, 1).tensor("t", new float[] {1}, 1),
        "t: the tensor is listed twice");
    assertThatThrownBy(() -> GgufFile.read(new byte[] {'P', 'K', 3, 4}, "f"))
        .hasMessageContaining("not a GGUF file");
  }

  @Test
  void leavesTheRestOfAStreamAlone() throws IOException {
    byte[] file = new GgufBytes().tensor("t", new float[] {1}, 1).bytes();
    byte[] longer = Arrays.copyOf(file, file.length + 10);
    assertThat(GgufFile.read(new ByteArrayInputStream(longer), "f").vector("t", 1))
        .containsExactly(1);
  }

  private static float[][] rows(Matrix matrix) {
    float[][] rows = new float[matrix.rows()][matrix.columns()];
    for (int r = 0; r < rows.length; r++) {
      matrix.row(r, rows[r], 0);
    }
    return rows;
  }

  private static GgufFile read(GgufBytes file) throws IOException {
    return GgufFile.read(file.bytes(), "f");
  }

  private static void refuses(GgufBytes file, String message) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(InvalidModelException.class)
        .hasMessageContaining(message);
  }

  private static byte[] le64(long value) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }
}
