package io.quipu.pipelines.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BucketSorterTest {

  private record Record(byte[] key, byte[] value) {
    String text() {
      return HexFormat.of().formatHex(key) + "=" + HexFormat.of().formatHex(value);
    }
  }

  /** What a bucket is told, in order. */
  private static class Told implements GroupPass.Bucket {
    final List<String> records = new ArrayList<>();
    final List<byte[]> keys = new ArrayList<>();
    boolean finished;

    @Override
    public void group(byte[] key, Iterator<byte[]> values) throws IOException {
      keys.add(key);
      while (values.hasNext()) {
        records.add(new Record(key, values.next()).text());
      }
    }

    @Override
    public void finish() {
      finished = true;
    }
  }

  /** Memory limits: none is spilled, each block is, some are. */
  @ParameterizedTest
  @ValueSource(longs = {1L << 30, 1, 20_000})
  void handsOutEveryRecordInTheOrderOfBytes(long limit) throws IOException {
    long seed = 5;
    Random random = new Random(seed);
    List<Record> records = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      byte[] key = new byte[random.nextInt(3)];
      byte[] value = new byte[random.nextInt(4)];
      random.nextBytes(key);
      random.nextBytes(value);
      records.add(new Record(key, value));
    }
    Told told = sorted(limit, records);
    records.sort(
        (a, b) -> {
          int byKey = Arrays.compareUnsigned(a.key(), b.key());
          return byKey != 0 ? byKey : Arrays.compareUnsigned(a.value(), b.value());
        });
    assertThat(told.records)
        .as("seed %d", seed)
        .isEqualTo(records.stream().map(Record::text).toList());
    assertThat(told.finished).isTrue();
    for (int i = 1; i < told.keys.size(); i++) {
      assertThat(Arrays.compareUnsigned(told.keys.get(i - 1), told.keys.get(i))).isNegative();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 30, 1})
  void theOrderOfArrivalDoesNotMatter(long limit) throws IOException {
    List<Record> records = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      records.add(new Record(new byte[] {(byte) (i % 7)}, new byte[] {(byte) i, (byte) (i >> 4)}));
    }
    List<String> expected = sorted(limit, records).records;
    Collections.shuffle(records, new Random(3));
    assertThat(sorted(limit, records).records).isEqualTo(expected);
  }

  @Test
  void valuesThatABucketDoesNotReadAreSkipped() throws IOException {
    Told first =
        new Told() {
          @Override
          public void group(byte[] key, Iterator<byte[]> values) {
            keys.add(key);
            if (key[0] == 1) {
              values.next();
            }
          }
        };
    sort(1 << 20, first, records(3, 4));
    assertThat(first.keys).hasSize(3);
  }

  @Test
  void aBucketCannotReadIntoTheNextGroup() throws IOException {
    Told greedy =
        new Told() {
          @Override
          public void group(byte[] key, Iterator<byte[]> values) throws IOException {
            super.group(key, values);
            assertThatThrownBy(values::next).isInstanceOf(java.util.NoSuchElementException.class);
          }
        };
    sort(1 << 20, greedy, records(3, 2));
    assertThat(greedy.records).hasSize(6);
  }

  @Test
  void anEmptyBucketFinishes() throws IOException {
    Told told = sorted(1 << 20, List.of());
    assertThat(told.keys).isEmpty();
    assertThat(told.finished).isTrue();
  }

  @Test
  void aBucketThatThrowsIsNotFinished() {
    Told broken =
        new Told() {
          @Override
          public void group(byte[] key, Iterator<byte[]> values) throws IOException {
            throw new IOException("full");
          }
        };
    assertThatThrownBy(() -> sort(1 << 20, broken, records(1, 1))).hasMessage("full");
    assertThat(broken.finished).isFalse();
  }

  @Test
  void aGroupOfTheLargestSizePassesAndALargerOneIsNamedAnError() throws IOException {
    byte[] value = new byte[KeyedSink.MAX_VALUE_BYTES];
    List<Record> most = Collections.nCopies(8, new Record(new byte[] {1}, value));
    int[] read = new int[1];
    Told counts =
        new Told() {
          @Override
          public void group(byte[] key, Iterator<byte[]> values) {
            while (values.hasNext()) {
              read[0] += values.next().length;
            }
          }
        };
    sort(64L << 20, counts, most);
    assertThat(read[0]).isEqualTo((int) KeyedSink.MAX_GROUP_BYTES);
    List<Record> more = new ArrayList<>(most);
    more.add(new Record(new byte[] {1}, new byte[1]));
    assertThatThrownBy(() -> sort(64L << 20, counts, more))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the values of one key pass 33554432 bytes; its stage must salt heavy keys");
  }

  @Test
  void takesItsTemporaryFilesAway() throws IOException {
    BucketSorter sorter = new BucketSorter(1);
    sorter.add(new byte[8]);
    sorter.add(new byte[8]);
    List<Path> spills = sorter.spills();
    assertThat(spills).hasSize(2).allMatch(Files::exists);
    sorter.close();
    assertThat(spills).noneMatch(Files::exists);
  }

  private static List<Record> records(int keys, int values) {
    List<Record> records = new ArrayList<>();
    for (int i = 0; i < keys * values; i++) {
      records.add(new Record(new byte[] {(byte) (i % keys)}, new byte[] {(byte) i}));
    }
    return records;
  }

  private static Told sorted(long limit, List<Record> records) throws IOException {
    Told told = new Told();
    sort(limit, told, records);
    return told;
  }

  private static void sort(long limit, GroupPass.Bucket bucket, List<Record> records)
      throws IOException {
    try (BucketSorter sorter = new BucketSorter(limit)) {
      Shuffle shuffle = new Shuffle(1, 0, (number, out) -> bucket);
      BlockPacker packer = new BlockPacker(shuffle, (number, block) -> sorter.add(block));
      for (int i = 0; i < records.size(); i++) {
        if (i % 10 == 0) {
          sorter.add(records.get(i).key(), records.get(i).value());
        } else {
          packer.emit(records.get(i).key(), records.get(i).value());
        }
        if (i % 50 == 49) {
          packer.flush();
        }
      }
      packer.flush();
      sorter.drainTo(bucket);
    }
  }
}
