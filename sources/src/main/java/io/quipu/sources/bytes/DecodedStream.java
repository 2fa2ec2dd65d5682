package io.quipu.sources.bytes;

import io.quipu.sources.record.ExtractionLimits;
import io.quipu.sources.record.Input;
import io.quipu.sources.record.Reasons;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The decompressed bytes of an input, member by member (gzip members, bzip2 streams; a plain or
 * zstd file is one member). Every failure is a {@link DamageException} or a {@link
 * StorageException}.
 */
public final class DecodedStream extends InputStream {

  /** Decoding again what damaged members hid may cost this many times the stored size. */
  private static final int RECOVERY_WORK = 16;

  private final StoredStream stored;
  private final Codec codec;
  private final ExtractionLimits limits;
  private final long storedSize;
  private @Nullable InputStream member;
  private long memberOffset;
  private long memberBytes;
  private boolean memberJustOpened;
  private long position;
  private long wasted;

  /**
   * @param from where a member starts; for a plain input any byte
   * @throws StorageException if the file system fails
   */
  public DecodedStream(Input input, Codec codec, long from, ExtractionLimits limits)
      throws StorageException {
    this.stored = new StoredStream(input, from);
    this.codec = codec;
    this.limits = limits;
    this.storedSize = input.size();
    this.memberOffset = from;
  }

  public static DecodedStream of(Input input, ExtractionLimits limits) throws StorageException {
    return new DecodedStream(input, Codec.of(input), 0, limits);
  }

  /** Decompressed bytes read so far. */
  public long position() {
    return position;
  }

  /** Stored position of the member that the last read came from. */
  public long memberOffset() {
    return memberOffset;
  }

  /** Whether the last read gave the first bytes of its member. */
  public boolean isMemberStart() {
    return memberJustOpened;
  }

  /** Whether the member at hand has given no byte yet, as one whose header is damaged. */
  public boolean isAtMemberStart() {
    return memberBytes == 0;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /** Reads from one member only, so that {@link #memberOffset} tells whose bytes they are. */
  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    try {
      while (true) {
        InputStream open = member;
        if (open == null) {
          open = openNext();
          if (open == null) {
            return -1;
          }
        }
        int n = open.read(bytes, offset, length);
        if (n >= 0) {
          memberJustOpened = memberBytes == 0;
          position += n;
          memberBytes += n;
          checkExpansion();
          return n;
        }
        closeMember();
      }
    } catch (DamageException | StorageException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw damage(isTruncation(e) ? "truncated_" : "corrupt_", e);
    }
  }

  /**
   * After damage: goes to the next place where a member may start.
   *
   * @return false if there is none, or recovering has cost too much work
   */
  public boolean recover() throws IOException {
    wasted += memberBytes;
    if (wasted > limits.expansionFloorBytes() + RECOVERY_WORK * storedSize) {
      return false;
    }
    long next = codec.findMember(stored, memberOffset + 1, Long.MAX_VALUE);
    closeMember();
    if (next < 0) {
      return false;
    }
    stored.seek(next);
    memberOffset = next;
    return true;
  }

  @Override
  public void close() throws IOException {
    closeMember();
    stored.close();
  }

  private @Nullable InputStream openNext() throws IOException {
    long at = stored.position();
    if (stored.read() < 0) {
      return null;
    }
    stored.seek(at);
    memberOffset = at;
    memberBytes = 0;
    member = codec.openMember(stored);
    return member;
  }

  private void closeMember() throws IOException {
    if (member != null) {
      member.close();
      member = null;
    }
    memberBytes = 0;
  }

  private void checkExpansion() throws DamageException {
    long consumed = stored.position() - memberOffset + 1;
    if (codec != Codec.PLAIN
        && memberBytes > limits.expansionFloorBytes()
        && memberBytes / limits.maxExpansion() > consumed) {
      throw new DamageException(
          Reasons.DECOMPRESSION_BOMB,
          memberBytes
              + " bytes decompressed from "
              + consumed
              + " in the member at "
              + memberOffset);
    }
  }

  // the decoders of bzip2 and zstd tell a stream that broke off in words only
  private static boolean isTruncation(Exception e) {
    String message = DamageException.describe(e).toLowerCase(Locale.ROOT);
    return e instanceof EOFException
        || message.contains("unexpected end")
        || message.contains("truncated");
  }

  private DamageException damage(String what, Exception e) {
    return new DamageException(
        what + codec.code(),
        codec.code() + " member at " + memberOffset + ": " + DamageException.describe(e));
  }
}
