package io.quipu.pipelines.run;

import com.google.common.base.Throwables;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.util.concurrent.ExecutionError;
import com.google.common.util.concurrent.UncheckedExecutionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Things that a JVM has once: each is made by the first who asks, the last few are kept, and others
 * live for as long as somebody uses them. Of one key there are never two at a time.
 */
final class Recent<K, V> {

  private final Cache<K, V> living = CacheBuilder.newBuilder().weakValues().build();
  private final Cache<K, V> last;

  /**
   * @param kept how many are kept that nobody uses
   */
  Recent(int kept) {
    // one segment: the oldest of all makes room
    last = CacheBuilder.newBuilder().concurrencyLevel(1).maximumSize(kept).build();
  }

  /** The thing of a key; threads that ask for one that is being made wait for it. */
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

  /** Keeps a thing for those only who use it. */
  void forget(K key) {
    last.invalidate(key);
  }
}
