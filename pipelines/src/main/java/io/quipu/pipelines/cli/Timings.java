package io.quipu.pipelines.cli;

import io.quipu.pipelines.driver.StageReport;
import io.quipu.pipelines.work.Json;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Time and place of one run; part of no digest. */
final class Timings {

  private final String runner;
  private final int parallelism;
  private final boolean fresh;
  private final Instant started = Instant.now();
  private final long wall = System.nanoTime();
  private final double cpuBefore = cpuSeconds();

  /**
   * @param fresh whether the run began with nothing, so that its time is that of its inputs
   */
  Timings(String runner, int parallelism, boolean fresh) {
    this.runner = runner;
    this.parallelism = parallelism;
    this.fresh = fresh;
  }

  String json(List<StageReport> reports) {
    List<Object> stages = new ArrayList<>();
    for (StageReport report : reports) {
      SortedMap<String, Object> stage = new TreeMap<>();
      stage.put("stage", report.stage());
      stage.put("made", report.made());
      stage.put("parts", report.parts());
      stage.put("seconds", report.seconds());
      stage.put("cpu_seconds", report.cpuSeconds());
      stages.add(stage);
    }
    SortedMap<String, Object> tree = new TreeMap<>();
    tree.put("runner", runner);
    tree.put("parallelism", parallelism);
    tree.put("fresh", fresh);
    tree.put("started", started.toString());
    tree.put("java", System.getProperty("java.vm.version", ""));
    tree.put("seconds", seconds());
    tree.put("cpu_seconds", cpuSeconds() - cpuBefore);
    tree.put("peak_heap_bytes", peakHeapBytes());
    tree.put("peak_rss_bytes", peakRssBytes());
    tree.put("stages", stages);
    return Json.indented(tree);
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%.1f s, CPU %.1f s, peak heap %,d MB, peak memory %,d MB",
        seconds(),
        cpuSeconds() - cpuBefore,
        peakHeapBytes() >> 20,
        peakRssBytes() >> 20);
  }

  private double seconds() {
    return (System.nanoTime() - wall) / 1e9;
  }

  private static double cpuSeconds() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean os
        ? os.getProcessCpuTime() / 1e9
        : 0;
  }

  /** Sum of the peaks of the heap's pools, which need not have been at the same time. */
  private static long peakHeapBytes() {
    long sum = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        sum += pool.getPeakUsage().getUsed();
      }
    }
    return sum;
  }

  /** Resident memory at its highest; 0 where the system does not say. */
  private static long peakRssBytes() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
        }
      }
    } catch (IOException noProc) {
      return 0;
    }
    return 0;
  }
}
