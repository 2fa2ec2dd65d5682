package io.quipu.pipelines.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What Ctrl-C does while this is open: the thread is interrupted, so that it cancels its job and
 * releases its lock, and the process waits for that. What the run has finished stays, and the next
 * run goes on from there.
 */
final class Interruption implements AutoCloseable {

  /** A cluster's job may take that long to be cancelled. */
  private static final long PATIENCE_SECONDS = 25;

  private final Thread hook;
  private final CountDownLatch ended = new CountDownLatch(1);

  Interruption(Console console) {
    Thread main = Thread.currentThread();
    hook = new Thread(() -> interrupt(console, main), "quipu-interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void interrupt(Console console, Thread main) {
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
