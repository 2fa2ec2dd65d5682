package io.quipu.sources.bytes;

import java.util.ArrayDeque;

/**
 * Where members start, in decompressed and in stored bytes; what a reader has passed is forgotten.
 */
public final class MemberStarts {

  /**
   * @param position in the decompressed bytes
   * @param offset in the stored file
   */
  public record Start(long position, long offset) {}

  private final ArrayDeque<Start> starts = new ArrayDeque<>();

  /**
   * Notes the member of the bytes just read, which end before {@code position + n}, if they are its
   * first.
   */
  public void note(DecodedStream in, long position) {
    if (in.isMemberStart()) {
      starts.addLast(new Start(position, in.memberOffset()));
    }
  }

  /** The member that holds the byte at {@code position}; none may be asked for before it again. */
  public Start at(long position) {
    Start held = starts.isEmpty() ? new Start(0, 0) : starts.removeFirst();
    while (!starts.isEmpty() && starts.getFirst().position() <= position) {
      held = starts.removeFirst();
    }
    starts.addFirst(held);
    return held;
  }

  public void clear() {
    starts.clear();
  }
}
