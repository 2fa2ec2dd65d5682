package io.quipu.pipelines.stage.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.pipelines.work.Storage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PieceInputTest {

  private static final int SIZE = 1000;

  @TempDir private Path folder;
  private Path file = Path.of("");
  private String sha = "";

  @BeforeEach
  void write() throws IOException {
    byte[] bytes = new byte[SIZE];
    new Random(1).nextBytes(bytes);
    file = Files.write(folder.resolve("in"), bytes);
    sha = Storage.sha256(file.toString());
  }

  private PieceInput piece(long from, long to) throws IOException {
    long modified = Files.getLastModifiedTime(file).toMillis();
    return new PieceInput(new ExtractTask.Piece(file.toString(), "in", SIZE, modified, from, to));
  }

  private static void read(SeekableByteChannel channel, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes);
    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
      // on
    }
  }

  @Test
  void digestsWhatIsReadWhateverIsReadTwiceOrAhead() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    PieceInput input = piece(0, Long.MAX_VALUE);
    try (SeekableByteChannel tail = input.open();
        SeekableByteChannel channel = input.open()) {
      read(tail.position(SIZE - 100), 100);
      int at = 0;
      while (at < SIZE) {
        channel.position(random.nextInt(at + 1));
        int n = 1 + random.nextInt(300);
        at = Math.max(at, (int) Math.min(SIZE, channel.position() + n));
        read(channel, n);
      }
    }
    assertThat(input.identity()).as("seed " + seed).isEqualTo(SIZE + " " + sha);
  }

  @Test
  void readsOnlyTheRestOfWhatWasCut() throws IOException {
    PieceInput input = piece(0, 300);
    try (SeekableByteChannel channel = input.open()) {
      read(channel, 400);
    }
    input.readRest();
    assertThat(input.identity()).isEqualTo(SIZE + " " + sha);
  }

  @Test
  void statesTheSizeAloneOfWhatWasNotReadWhole() throws IOException {
    PieceInput input = piece(0, Long.MAX_VALUE);
    try (SeekableByteChannel channel = input.open()) {
      read(channel, SIZE - 1);
    }
    assertThat(input.identity()).isEqualTo(Integer.toString(SIZE));
  }

  @Test
  void anotherSizeOrTimeIsAChange() throws IOException {
    PieceInput input = piece(0, Long.MAX_VALUE);
    input.requireUnchanged();
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
    assertThatThrownBy(input::requireUnchanged)
        .hasMessageStartingWith(file + " changed while it was read: 1000 bytes of 1970");
    PieceInput again = piece(0, Long.MAX_VALUE);
    Files.write(file, new byte[1], StandardOpenOption.APPEND);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
    assertThatThrownBy(again::requireUnchanged).hasMessageContaining("1001 bytes");
  }
}
