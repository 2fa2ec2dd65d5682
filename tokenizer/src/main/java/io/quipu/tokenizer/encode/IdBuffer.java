package io.quipu.tokenizer.encode;

import java.util.Arrays;

/** A growing array of ids. Belongs to one thread. */
final class IdBuffer {

  int[] ids = new int[1024];
  int size;

  /** Makes room for {@code more} ids after {@link #size}. */
  void reserve(int more) {
    if (ids.length - size < more) {
      ids = Arrays.copyOf(ids, Math.max(Math.addExact(size, more), size + (size >> 1)));
    }
  }

  void add(int id) {
    reserve(1);
    ids[size++] = id;
  }

  /** Forgets the ids, and lets go of an array longer than {@code limit}. */
  void clear(int limit) {
    size = 0;
    if (ids.length > limit) {
      ids = new int[1024];
    }
  }
}
