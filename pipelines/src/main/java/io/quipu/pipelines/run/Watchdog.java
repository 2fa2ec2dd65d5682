package io.quipu.pipelines.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Ends a JVM that hangs in one record, and names the record. A worker that hangs or dies stops the
 * run. Only the quarantine file, which is an input of the run, can skip a record: skipping by time
 * would make the output depend on the machine.
 */
public final class Watchdog {

  /** A record that takes longer than this counts as hanging. */
  static final long LIMIT_SECONDS = 900;

  private static final Map<Thread, Watch> WATCHES = new ConcurrentHashMap<>();
  private static volatile boolean started;

  private Watchdog() {}

  /**
   * Watches the calling thread in a record, until the watch is closed or the thread enters another
   * record.
   *
   * @param line the record as the quarantine file names it; null watches nothing
   */
  public static Watch enter(@Nullable String line) {
    return enter(line, "; to skip it, add that name as a line to the recipe's quarantine file");
  }

  /** Watches the calling thread while it looks for the next record after a location. */
  public static Watch searching(String place) {
    return enter(
        "looking for the next record after " + place,
        "; this can't be skipped record by record: remove the input from the recipe");
  }

  /** The calling thread does something that may take long. */
  public static void leave() {
    Watch watch = WATCHES.get(Thread.currentThread());
    if (watch != null) {
      watch.close();
    }
  }

  private static Watch enter(@Nullable String what, String remedy) {
    if (!started) {
      start();
    }
    Watch watch = WATCHES.computeIfAbsent(Thread.currentThread(), t -> new Watch());
    watch.at = what == null ? null : new At(what, remedy, System.nanoTime());
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
      List<String> hung = hung(System.nanoTime());
      if (!hung.isEmpty()) {
        hung.forEach(System.err::println);
        Runtime.getRuntime().halt(3);
      }
    }
  }

  /** A line about each thread that hangs. */
  public static List<String> hung(long nanoTime) {
    List<String> lines = new ArrayList<>();
    for (Watch watch : WATCHES.values()) {
      At at = watch.at;
      if (at != null && (nanoTime - at.since) / 1_000_000_000L > LIMIT_SECONDS) {
        lines.add(
            "quipu: " + at.what + " has hung its worker for " + LIMIT_SECONDS + " s" + at.remedy);
      }
    }
    return lines;
  }

  private record At(String what, String remedy, long since) {}

  /** One thread's record. */
  public static final class Watch implements AutoCloseable {
    private volatile @Nullable At at;

    @Override
    public void close() {
      at = null;
    }
  }
}
