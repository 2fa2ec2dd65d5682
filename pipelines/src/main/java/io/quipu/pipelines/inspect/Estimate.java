package io.quipu.pipelines.inspect;

import io.quipu.pipelines.driver.Outlook;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the inputs still to be read will cost, scaled from a measured run by the bytes that it read.
 * Time is measured by stage and not by source, so it is given as a range: every source's share of
 * it grows by some factor between the least and the greatest.
 */
final class Estimate {

  private Estimate() {}

  /** Of a plan's inputs that are still to be read. */
  static List<String> lines(SortedMap<String, Outlook.OfSource> sources, MeasuredRun sample) {
    SortedMap<String, Double> factors = new TreeMap<>();
    long bytes = 0;
    for (Map.Entry<String, Outlook.OfSource> source : sources.entrySet()) {
      long read = sample.read().getOrDefault(source.getKey(), 0L);
      long missing = source.getValue().missingBytes();
      bytes += missing;
      if (read == 0 && missing > 0) {
        return List.of(sample.shownAs() + " has read nothing of " + source.getKey() + ".");
      }
      factors.put(source.getKey(), missing == 0 ? 0 : (double) missing / read);
    }
    double least = factors.values().stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double most = factors.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    double disk = 0;
    for (Map.Entry<String, Double> factor : factors.entrySet()) {
      disk += factor.getValue() * sample.disk().getOrDefault(factor.getKey(), 0L);
    }
    List<String> lines = new ArrayList<>();
    long read = sample.read().values().stream().mapToLong(Long::longValue).sum();
    lines.add(
        String.format(
            Locale.ROOT,
            "measured on %s: %s read in %s of CPU; to be read are %s",
            sample.shownAs(),
            size(read),
            time(sample.cpuSeconds() + sample.evaluateSeconds()),
            size(bytes)));
    String from = time(least * sample.cpuSeconds() + sample.evaluateSeconds());
    String to = time(most * sample.cpuSeconds() + sample.evaluateSeconds());
    lines.add("CPU   " + (from.equals(to) ? "some " + from : "from " + from + " to " + to));
    lines.add("disk  some " + size(disk) + " of parts" + shards(sample));
    lines.add(
        "Scaled by stored bytes; a small sample, with its start of the process, is a poor"
            + " measure.");
    return lines;
  }

  private static String shards(MeasuredRun sample) {
    return sample.shardTokens() == 0
        ? ""
        : String.format(
            Locale.ROOT,
            "; and twice %.1f bytes for every token of the shards",
            (double) sample.shardBytes() / sample.shardTokens());
  }

  private static String time(double seconds) {
    if (seconds < 120) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    return seconds < 7200
        ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
        : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
  }

  private static String size(double bytes) {
    double size = bytes;
    int unit = 0;
    List<String> units = List.of("bytes", "kB", "MB", "GB", "TB", "PB");
    while (size >= 1000 && unit < units.size() - 1) {
      size /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, units.get(unit));
  }
}
