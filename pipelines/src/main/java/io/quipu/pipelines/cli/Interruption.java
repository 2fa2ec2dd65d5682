package io.quipu.pipelines.cli;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * What Ctrl-C does while this is open: the thread is interrupted, so that it cancels its job and
 * releases its lock, and the process waits for that. What the run has finished stays, and the next
 * run goes on from there.
 */
final class Interruption implements AutoCloseable {

  /** A cluster's job may take that long to be cancelled. */
  private static final long PATIENCE_SECONDS = 25;

  @FunctionalInterface
  interface Action {
    void run() throws IOException;
  }

  // Set by a shutdown hook only: it never has to be taken back.
  private static volatile boolean asked;

  private final Thread hook;
  private final CountDownLatch ended = new CountDownLatch(1);

  Interruption(Console console) {
    LoggerFactory.getLogger(Interruption.class); // does not start in an interrupted thread
    Thread main = Thread.currentThread();
    hook = new Thread(() -> interrupt(console, main), "quipu-interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void interrupt(Console console, Thread main) {
    asked = true;
    console.err().println();
    console
        .err()
        .println("quipu: stopping. What is finished is kept: the same command goes on from there.");
    main.interrupt();
    try {
      if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        console.err().println("quipu: the job does not stop; leaving it");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the process was told to stop: what a command throws after that is not an error. */
  static boolean asked() {
    return asked;
  }

  /** Does what has to be done in any case; an interrupted thread could not write a file. */
  static void shielded(Action action) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      action.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException stopping) {
      // the hook runs already, and waits for this
    }
  }
}
