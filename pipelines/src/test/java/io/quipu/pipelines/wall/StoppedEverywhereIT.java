package io.quipu.pipelines.wall;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.pipelines.driver.TestRun;
import io.quipu.pipelines.pass.JobFailed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A run of every kind of stage is stopped after each of its tasks and buckets in turn, and resumed:
 * the release has the bytes of an undisturbed run. On local folders, and on a file system that can
 * no more than an object store.
 */
@Tag("slow")
class StoppedEverywhereIT {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"local", "norename"})
  void resumesToTheSameBytesWhereverItWasStopped(String kind) throws Exception {
    String recipe = Prose.recipe(12);
    TestRun fresh = Prose.inputs(new TestRun(folder.resolve("fresh")), 1);
    fresh.run(recipe, "");
    SortedMap<String, String> undisturbed = Released.of(fresh).digests();
    int stops = 0;
    for (boolean stopped = true; stopped; stops++) {
      Path own = Files.createDirectory(folder.resolve("stop" + stops));
      TestRun run = Prose.inputs(run(kind, own), 1);
      try {
        run.run(recipe, "", Runners.stopping(stops));
        stopped = false;
      } catch (JobFailed e) {
        assertThat(e).hasMessageEndingWith("stopped");
        run.run(recipe, "");
      }
      assertThat(Released.of(run).digests()).as("stopped after %d", stops).isEqualTo(undisturbed);
    }
    assertThat(stops).as("tasks and buckets").isGreaterThan(20);
    System.out.printf("%s: stopped in %d places%n", kind, stops - 1);
  }

  private static TestRun run(String kind, Path own) {
    return kind.equals("local")
        ? new TestRun(own)
        : new TestRun(
            own, "norename:/stops" + own.getParent().getFileName() + own.getFileName() + "/work");
  }
}
