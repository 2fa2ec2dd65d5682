package io.quipu.sources.wikipedia;

import io.quipu.sources.bytes.Codec;
import io.quipu.sources.bytes.DamageException;
import io.quipu.sources.bytes.DecodedStream;
import io.quipu.sources.bytes.MemberStarts;
import io.quipu.sources.record.ExtractionLimits;
import io.quipu.sources.record.Input;
import io.quipu.sources.record.Range;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds the bytes of each {@code <page>} element. Page by page, because a dump parsed as one
 * document is lost from its first bad byte on, and because a reader of a range begins amid pages.
 */
final class PageScanner implements Closeable {

  /**
   * MediaWiki itself refuses pages of more than 2 MiB; an XML reader holds a page several times
   * over.
   */
  private static final int MAX_PAGE_BYTES = 16 << 20;

  private static final byte[] OPEN = "<page>".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CLOSE = "</page>".getBytes(StandardCharsets.US_ASCII);

  private final DecodedStream in;
  private final Codec codec;
  private final Range range;
  private final int maxBytes;
  private final MemberStarts members = new MemberStarts();
  private byte[] buffer = new byte[1 << 17];
  private int filled;
  private int at; // what is before it was looked at
  private long base; // position of buffer[0] in the decompressed bytes

  private int start;
  private int end;
  private long offset;
  private boolean tooLarge;

  PageScanner(Input input, Codec codec, Range range, ExtractionLimits limits) throws IOException {
    this.codec = codec;
    this.range = range;
    this.maxBytes = Math.min(limits.maxRecordBytes(), MAX_PAGE_BYTES);
    this.in = new DecodedStream(input, codec, range.from(), limits);
    this.base = codec == Codec.PLAIN ? range.from() : 0;
  }

  /** Goes to the next page that starts in the range; false if there is none. */
  boolean advance() throws IOException {
    tooLarge = false;
    if (!find(OPEN, false)) {
      return false;
    }
    start = at - OPEN.length;
    long position = base + start;
    MemberStarts.Start member = members.at(position);
    offset = codec == Codec.BZIP2 ? member.offset() : position;
    if (offset >= range.to()) {
      return false;
    }
    if (!find(CLOSE, true)) {
      throw new DamageException("truncated_page", "the file ends inside a page");
    }
    end = at;
    return true;
  }

  byte[] bytes() {
    return buffer;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /**
   * For bzip2 the stored position of the stream in which the page starts, else its decompressed
   * position.
   */
  long offset() {
    return offset;
  }

  int maxBytes() {
    return maxBytes;
  }

  /** Whether the page is larger than the limit; then its bytes are gone. */
  boolean isTooLarge() {
    return tooLarge;
  }

  /** After damage: goes on with the next member. */
  boolean recover() throws IOException {
    base += filled;
    filled = 0;
    at = 0;
    members.clear();
    boolean more = in.recover();
    offset = in.memberOffset();
    return more && offset < range.to();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /**
   * Moves {@code at} to the end of the next occurrence.
   *
   * @param keep whether the bytes from {@code start} on are wanted
   */
  private boolean find(byte[] word, boolean keep) throws IOException {
    while (true) {
      for (int i = at; i + word.length <= filled; i++) {
        if (buffer[i] == '<' && Arrays.equals(buffer, i, i + word.length, word, 0, word.length)) {
          at = i + word.length;
          return true;
        }
      }
      at = Math.max(at, filled - word.length + 1);
      if (keep && filled - start > maxBytes) {
        tooLarge = true;
      }
      discard(keep && !tooLarge ? start : at);
      if (!fill()) {
        return false;
      }
    }
  }

  private void discard(int until) {
    System.arraycopy(buffer, until, buffer, 0, filled - until);
    filled -= until;
    base += until;
    at -= until;
    start -= until;
  }

  private boolean fill() throws IOException {
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length + (buffer.length >> 1));
    }
    int n = in.read(buffer, filled, buffer.length - filled);
    if (n < 0) {
      return false;
    }
    members.note(in, base + filled);
    filled += n;
    return true;
  }
}
