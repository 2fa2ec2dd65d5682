package io.quipu.sources.web;

import io.quipu.sources.bytes.DamageException;
import io.quipu.sources.bytes.DecodedStream;
import io.quipu.sources.bytes.MemberStarts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * The decompressed bytes of a WARC file as jwarc reads them: keeps the place where each gzip member
 * starts, and ends a header that does not end.
 */
final class RecordChannel implements ReadableByteChannel {

  private final DecodedStream in;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 13).limit(0);
  private final MemberStarts members = new MemberStarts();
  private long delivered;
  private long budget = Long.MAX_VALUE;

  RecordChannel(DecodedStream in) {
    this.in = in;
  }

  /** What jwarc keeps of the bytes read ahead; shared by the readers of all records. */
  ByteBuffer buffer() {
    return buffer;
  }

  /** Position in the decompressed bytes of the next byte that was not used yet. */
  long position() {
    return delivered - buffer.remaining();
  }

  /**
   * Address of the next byte: the stored position of the gzip member that starts there; else, for
   * plain files and files compressed as a whole, the position in the decompressed bytes.
   */
  long offset() {
    long position = position();
    MemberStarts.Start member = members.at(position);
    return member.position() == position ? member.offset() : position;
  }

  /** Whether the next byte is the first of a gzip member. */
  boolean isNextMemberStart() {
    return members.at(position()).position() == position();
  }

  /** Stored position of the gzip member that was read last. */
  long memberOffset() {
    return in.memberOffset();
  }

  /** Whether that member has given no byte yet. */
  boolean isAtMemberStart() {
    return in.isAtMemberStart();
  }

  /** Lets the next {@code bytes} be read, and no more until the next call. */
  void allow(long bytes) {
    budget = bytes;
  }

  /** Fills the buffer to at least {@code bytes}; false if the file ends before. */
  boolean require(int bytes) throws IOException {
    while (buffer.remaining() < bytes) {
      buffer.compact();
      int n = read(buffer);
      buffer.flip();
      if (n < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * After damage: forgets what was read ahead and goes to the next gzip member; false if there is
   * none.
   */
  boolean recover() throws IOException {
    buffer.position(buffer.limit());
    members.clear();
    return in.recover();
  }

  @Override
  @SuppressWarnings("ByteBufferBackingArray") // whether it is the very array
  public int read(ByteBuffer target) throws IOException {
    try {
      return readWithinBudget(target);
    } catch (IOException e) {
      if (target.array() == buffer.array()) {
        target.flip(); // whoever was filling our buffer will not
      }
      throw e;
    }
  }

  private int readWithinBudget(ByteBuffer target) throws IOException {
    if (budget <= 0) {
      throw new DamageException("header_too_large", "the header does not end");
    }
    int room = (int) Math.min(target.remaining(), budget);
    int n = in.read(target.array(), target.arrayOffset() + target.position(), room);
    if (n > 0) {
      members.at(delivered - buffer.capacity()); // what is read ahead starts after it
      members.note(in, delivered);
      target.position(target.position() + n);
      delivered += n;
      budget -= n;
    }
    return n;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
