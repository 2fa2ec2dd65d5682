package io.quipu.pipelines.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.pipelines.driver.RunSetup;
import io.quipu.pipelines.work.WorkFolder;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a worker keeps of runs. */
@Timeout(30)
class RecentTest {

  private final AtomicInteger made = new AtomicInteger();

  private Object make() {
    made.incrementAndGet();
    return new Object();
  }

  private static void awaitGone(WeakReference<?> reference) throws InterruptedException {
    while (reference.get() != null) {
      System.gc();
      Thread.sleep(10);
    }
  }

  @Test
  void theLastFewAreKeptAndWhatNobodyUsesGoes() throws Exception {
    Recent<String, Object> recent = new Recent<>(2);
    WeakReference<Object> a = new WeakReference<>(recent.get("a", this::make));
    WeakReference<Object> b = new WeakReference<>(recent.get("b", this::make));
    recent.get("a", this::make);
    WeakReference<Object> c = new WeakReference<>(recent.get("c", this::make));
    awaitGone(b);
    assertThat(a.get()).as("asked for again behind b").isNotNull();
    assertThat(c.get()).isNotNull();
    recent.get("b", this::make);
    assertThat(made).hasValue(4);
  }

  @Test
  void whatSomebodyUsesIsNotMadeTwiceHoweverManyCameAfterIt() throws Exception {
    Recent<String, Object> recent = new Recent<>(1);
    Object[] used = {recent.get("a", this::make)};
    WeakReference<Object> b = new WeakReference<>(recent.get("b", this::make));
    recent.get("c", this::make);
    awaitGone(b);
    assertThat(recent.get("a", this::make)).isSameAs(used[0]);
    recent.forget("a");
    assertThat(recent.get("a", this::make)).isSameAs(used[0]);
    assertThat(made).hasValue(3);
    recent.forget("a");
    WeakReference<Object> gone = new WeakReference<>(used[0]);
    used[0] = "";
    awaitGone(gone);
  }

  @Test
  void threadsThatAskAtOnceGetOne() throws Exception {
    Recent<Integer, Object> recent = new Recent<>(4);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (int key = 0; key < 50; key++) {
        int asked = key;
        CountDownLatch start = new CountDownLatch(8);
        List<Future<Object>> got = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
          got.add(
              threads.submit(
                  () -> {
                    start.countDown();
                    start.await();
                    return recent.get(asked, this::make);
                  }));
        }
        for (Future<Object> one : got) {
          assertThat(one.get()).isSameAs(got.get(0).get());
        }
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(made).hasValue(50);
  }

  @Test
  void aFailureIsThrownAsItIsAndTriedAgain() {
    Recent<String, Object> recent = new Recent<>(4);
    assertThatThrownBy(
            () ->
                recent.get(
                    "a",
                    () -> {
                      throw new IllegalArgumentException("cut");
                    }))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("cut");
    assertThatThrownBy(
            () ->
                recent.get(
                    "a",
                    () -> {
                      throw new StackOverflowError();
                    }))
        .isExactlyInstanceOf(StackOverflowError.class);
    assertThat(recent.get("a", this::make)).isNotNull();
  }

  @Test
  void aWorkerKeepsTheRunsOpenedLastAndTheirListsAndNoOthers(@TempDir Path folder)
      throws Exception {
    Path recipe =
        Files.writeString(
            folder.resolve("recipe.yaml"),
            """
            name: one
            tokenizer: gpt2
            sources: {a: {kind: jsonl, inputs: ["in/*"]}}
            stages: [sites: {lists: [drop.txt]}]
            """);
    Files.writeString(folder.resolve("drop.txt"), "recent.example\n");
    WorkFolder work = new WorkFolder(folder.resolve("work").toString());
    RunSpec first = RunSetup.prepare(recipe, RunSetup.read(recipe), work, 1).context();
    LoadedRun used = first.open();
    WeakReference<LoadedRun> run = new WeakReference<>(used);
    WeakReference<Object> list =
        new WeakReference<>(used.resources().shared("drop.txt", Object.class, in -> new Object()));
    for (int limit = 2; limit < 8; limit++) {
      limited(first, limit).open();
    }
    WeakReference<LoadedRun> second = new WeakReference<>(limited(first, 2).open());
    for (int limit = 3; limit < 8; limit++) {
      limited(first, limit).open();
    }
    awaitGone(second);
    assertThat(list.get()).isNotNull();
    assertThat(first.open()).as("of what is still used there is one").isSameAs(used);
    used = limited(first, 7).open();
    for (int limit = 3; limit < 7; limit++) {
      limited(first, limit).open();
    }
    awaitGone(run);
    awaitGone(list);
    assertThat(limited(first, 7).open()).isSameAs(used);
  }

  private static RunSpec limited(RunSpec run, long limit) {
    return new RunSpec(
        run.work(),
        run.recipe(),
        new TreeMap<>(run.resources()),
        run.bundles(),
        limit,
        run.quarantine());
  }
}
