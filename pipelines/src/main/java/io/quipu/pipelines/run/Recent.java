package io.quipu.pipelines.run;

import com.google.common.base.Throwables;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.util.concurrent.ExecutionError;
import com.google.common.util.concurrent.UncheckedExecutionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Values that a JVM holds once: each is created by the first caller, the most recent ones are kept,
 * and others live as long as they are used. There are never two values of one key at a time.
 */
final class Recent<K, V> {

  private final Cache<K, V> living = CacheBuilder.newBuilder().weakValues().build();
  private final Cache<K, V> last;

  /**
   * @param kept how many unused values are kept
   */
  Recent(int kept) {
    // one segment, so that the oldest of all is evicted
    last = CacheBuilder.newBuilder().concurrencyLevel(1).maximumSize(kept).build();
  }

  /** The value of a key; a thread that asks for a value under construction waits for it. */
  V get(K key, Supplier<V> make) {
    try {
      V value = living.get(key, make::get);
      last.put(key, value);
      return value;
    } catch (ExecutionException | UncheckedExecutionException | ExecutionError e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      Throwables.throwIfUnchecked(cause);
      throw new IllegalStateException(cause);
    }
  }

  /** Keeps a value only as long as it is used. */
  void forget(K key) {
    last.invalidate(key);
  }
}
