package io.quipu.pipelines.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class BlockPackerTest {

  private static final GroupPass NEVER =
      (number, out) -> {
        throw new AssertionError("not opened");
      };

  private record Block(int bucket, byte[] bytes) {}

  private final List<Block> blocks = new ArrayList<>();

  private BlockPacker packer(int buckets) {
    return new BlockPacker(
        new Shuffle(buckets, Integer.MAX_VALUE, NEVER),
        (bucket, block) -> blocks.add(new Block(bucket, block)));
  }

  @Test
  void aBlockIsLengthsKeyAndValueOneRecordAfterAnother() throws IOException {
    BlockPacker packer = packer(1);
    packer.emit(new byte[] {1, 2}, new byte[] {3});
    packer.emit(new byte[0], new byte[0]);
    packer.flush();
    assertThat(blocks).hasSize(1);
    assertThat(HexFormat.of().formatHex(blocks.get(0).bytes()))
        .isEqualTo("0000000200000001" + "0102" + "03" + "0000000000000000");
  }

  @Test
  void everyRecordArrivesOnceInItsBucketInTheOrderSent() throws IOException {
    long seed = 71;
    Random random = new Random(seed);
    Shuffle shuffle = new Shuffle(17, Integer.MAX_VALUE, NEVER);
    Map<Integer, List<String>> sent = new TreeMap<>();
    BlockPacker packer = packer(17);
    for (int i = 0; i < 20_000; i++) {
      byte[] key = bytes(random, 12);
      byte[] value = bytes(random, random.nextInt(100) == 0 ? 40_000 : 60);
      sent.computeIfAbsent(shuffle.bucketOf(key), b -> new ArrayList<>()).add(text(key, value));
      packer.emit(key, value);
    }
    packer.flush();
    packer.flush();
    Map<Integer, List<String>> arrived = new TreeMap<>();
    for (Block block : blocks) {
      List<String> records = arrived.computeIfAbsent(block.bucket(), b -> new ArrayList<>());
      ByteBuffer in = ByteBuffer.wrap(block.bytes());
      int first = in.position();
      while (in.hasRemaining()) {
        byte[] key = new byte[in.getInt()];
        byte[] value = new byte[in.getInt()];
        in.get(key).get(value);
        records.add(text(key, value));
        // Only a record that is larger by itself makes a block larger.
        assertThat(in.position() <= BlockPacker.BLOCK_BYTES || first == 0 && records.size() >= 1)
            .isTrue();
      }
    }
    assertThat(arrived).as("seed %d", seed).isEqualTo(sent);
  }

  @Test
  void closesABlockBeforeARecordThatWouldPassItsSize() throws IOException {
    BlockPacker packer = packer(1);
    packer.emit(new byte[4], new byte[BlockPacker.BLOCK_BYTES - 12 - 21]);
    packer.emit(new byte[4], new byte[10]);
    assertThat(blocks).hasSize(1);
    packer.flush();
    assertThat(blocks)
        .extracting(block -> block.bytes().length)
        .containsExactly(BlockPacker.BLOCK_BYTES - 21, 22);
  }

  @Test
  void closesAFullBlockAtOnce() throws IOException {
    BlockPacker packer = packer(1);
    packer.emit(new byte[4], new byte[BlockPacker.BLOCK_BYTES - 12]);
    assertThat(blocks).hasSize(1);
    packer.flush();
    assertThat(blocks).hasSize(1);
  }

  @Test
  void holdsNoMoreThanItsLimitOverManyBuckets() throws IOException {
    BlockPacker packer = packer(8192);
    long sent = 0;
    for (int i = 0; i < 100_000; i++) {
      packer.emit(new ByteWriter().int32(i).toBytes(), new byte[1000]);
      sent += 1012;
      if (i % 1000 == 0) {
        long left = sent - blocks.stream().mapToLong(block -> block.bytes().length).sum();
        assertThat(left).isLessThanOrEqualTo(33L << 20);
      }
    }
  }

  @Test
  void takesTheLargestValueAndRefusesALargerOne() throws IOException {
    BlockPacker packer = packer(1);
    packer.emit(new byte[1], new byte[KeyedSink.MAX_VALUE_BYTES]);
    assertThat(blocks).hasSize(1);
    assertThatThrownBy(() -> packer.emit(new byte[1], new byte[KeyedSink.MAX_VALUE_BYTES + 1]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a value of 4194305 bytes; the most is 4194304");
  }

  private static byte[] bytes(Random random, int most) {
    byte[] bytes = new byte[random.nextInt(most + 1)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String text(byte[] key, byte[] value) {
    return HexFormat.of().formatHex(key) + ":" + HexFormat.of().formatHex(value);
  }
}
