package io.quipu.pipelines.wall;

import io.quipu.pipelines.pass.GroupPass;
import io.quipu.pipelines.pass.Job;
import io.quipu.pipelines.pass.JobRunner;
import io.quipu.pipelines.pass.KeyedSink;
import io.quipu.pipelines.pass.LoopRunner;
import io.quipu.pipelines.pass.PartPass;
import io.quipu.pipelines.pass.Shuffle;
import io.quipu.pipelines.pass.Task;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Runners that treat jobs badly. */
final class Runners {

  private Runners() {}

  /** Stops for good after a number of tasks and buckets, a bucket when its work is all but done. */
  static JobRunner stopping(int after) {
    AtomicInteger left = new AtomicInteger(after);
    return new Around("stopping") {
      @Override
      void run(Job<?> job) throws IOException {
        new LoopRunner().run(wrap(job, left), Progress.NONE);
      }
    };
  }

  /** Runs every job twice at the same time, as when a worker is taken for dead and is not. */
  static JobRunner twice() {
    return new Around("twice") {
      @Override
      void run(Job<?> job) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
          List<Future<?>> attempts = new ArrayList<>();
          for (int i = 0; i < 2; i++) {
            attempts.add(
                threads.submit(
                    () -> {
                      new LoopRunner().run(job, Progress.NONE);
                      return null;
                    }));
          }
          for (Future<?> attempt : attempts) {
            attempt.get();
          }
        } catch (ExecutionException e) {
          throw new IOException(e.getCause());
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        } finally {
          threads.shutdownNow();
        }
      }
    };
  }

  /** Takes what travels. */
  interface Sent {
    /**
     * @param exchange {@code <job>#<number>}, from 1; number 0 is what the job begins with, its
     *     tasks
     */
    void sent(String exchange, byte[] key, byte[] value);
  }

  /** The plain loop; shows the tasks of every job, and every record as a pass sends it. */
  static JobRunner showing(Sent sent) {
    return new Around("showing") {
      @Override
      void run(Job<?> job) throws IOException {
        for (Task task : job.tasks()) {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(task);
          }
          sent.sent(job.name() + "#0", new byte[0], bytes.toByteArray());
        }
        new LoopRunner().run(shown(job, sent), Progress.NONE);
      }
    };
  }

  private static <T extends Task> Job<T> shown(Job<T> job, Sent sent) {
    List<Shuffle> shuffles = new ArrayList<>();
    for (Shuffle shuffle : job.shuffles()) {
      String next = job.name() + "#" + (shuffles.size() + 2);
      GroupPass pass = (number, out) -> shuffle.pass().open(number, shown(next, out, sent));
      shuffles.add(new Shuffle(shuffle.buckets(), shuffle.prefix(), pass));
    }
    PartPass<T> first = (task, out) -> job.first().run(task, shown(job.name() + "#1", out, sent));
    return new Job<>(job.name(), job.tasks(), first, shuffles);
  }

  private static KeyedSink shown(String exchange, KeyedSink out, Sent sent) {
    return (key, value) -> {
      sent.sent(exchange, key, value);
      out.emit(key, value);
    };
  }

  private abstract static class Around implements JobRunner {
    private final String name;

    Around(String name) {
      this.name = name;
    }

    abstract void run(Job<?> job) throws IOException;

    @Override
    public String name() {
      return name;
    }

    @Override
    public void run(Job<?> job, Progress progress) throws IOException {
      run(job);
    }

    @Override
    public void close() {}
  }

  private static void step(AtomicInteger left) {
    if (left.decrementAndGet() < 0) {
      throw new IllegalStateException("stopped");
    }
  }

  private static <T extends Task> Job<T> wrap(Job<T> job, AtomicInteger left) {
    PartPass<T> first =
        (task, out) -> {
          step(left);
          job.first().run(task, out);
        };
    List<Shuffle> shuffles = new ArrayList<>();
    for (Shuffle shuffle : job.shuffles()) {
      shuffles.add(
          new Shuffle(
              shuffle.buckets(),
              shuffle.prefix(),
              (number, out) -> bucket(shuffle.pass().open(number, out), left)));
    }
    return new Job<>(job.name(), job.tasks(), first, shuffles);
  }

  private static GroupPass.Bucket bucket(GroupPass.Bucket inner, AtomicInteger left) {
    return new GroupPass.Bucket() {
      @Override
      public void group(byte[] key, Iterator<byte[]> values) throws IOException {
        inner.group(key, values);
      }

      @Override
      public void finish() throws IOException {
        step(left);
        inner.finish();
      }

      @Override
      public void close() throws IOException {
        inner.close();
      }
    };
  }
}
