package io.quipu.pipelines.stage;

import io.quipu.core.document.DocumentId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Ends a JVM that hangs in one document, and names the document. A worker that hangs or dies stops
 * the run; only the quarantine list, an input of the run, may skip a document for it: skipping by
 * time would make the output depend on the machine.
 */
final class Watchdog {

  /** A document that takes longer than this has hung its worker. */
  static final long LIMIT_SECONDS = 900;

  private static final Map<Thread, Watch> WATCHES = new ConcurrentHashMap<>();
  private static volatile boolean started;

  private Watchdog() {}

  /** Watches the calling thread until the watch is closed; null watches nothing. */
  static Watch enter(@Nullable DocumentId id) {
    if (!started) {
      start();
    }
    Watch watch = WATCHES.computeIfAbsent(Thread.currentThread(), t -> new Watch());
    watch.since = System.nanoTime();
    watch.id = id;
    return watch;
  }

  private static synchronized void start() {
    if (started) {
      return;
    }
    started = true;
    Thread thread = new Thread(Watchdog::watch, "quipu-watchdog");
    thread.setDaemon(true);
    thread.start();
  }

  private static void watch() {
    while (true) {
      try {
        Thread.sleep(5000);
      } catch (InterruptedException e) {
        return;
      }
      WATCHES.keySet().removeIf(thread -> !thread.isAlive());
      for (Watch watch : WATCHES.values()) {
        DocumentId id = watch.id;
        if (id != null && (System.nanoTime() - watch.since) / 1_000_000_000L > LIMIT_SECONDS) {
          System.err.println(
              "quipu: document "
                  + id
                  + " has hung its worker for "
                  + LIMIT_SECONDS
                  + " s; to leave it out, name it in the recipe's quarantine file");
          Runtime.getRuntime().halt(3);
        }
      }
    }
  }

  /** One thread's document. */
  static final class Watch implements AutoCloseable {
    private volatile @Nullable DocumentId id;
    private volatile long since;

    @Override
    public void close() {
      id = null;
    }
  }
}
