package io.quipu.pipelines.inspect.facts;

import io.quipu.pipelines.driver.DryRun;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the inputs still to be read will cost, scaled from a measured run. CPU time is measured by
 * stage; it is divided among the sources by the bytes of their part files, which grow with the text
 * that all stages process, and each source's part is scaled by its stored bytes.
 */
public sealed interface EstimateFacts {

  /** No run of the recipe was measured yet. */
  record Unmeasured() implements EstimateFacts {}

  /**
   * The measured run has read nothing of a source that is to be read.
   *
   * @param run the measured run's work folder, as the user calls it
   */
  record NothingRead(String run, String source) implements EstimateFacts {}

  /**
   * An estimate.
   *
   * @param run the measured run's work folder, as the user calls it
   * @param readBytes that the measured run read
   * @param readSeconds of CPU that it took
   * @param missingBytes still to be read
   * @param seconds of CPU that they will take
   * @param diskBytes of files of parts
   * @param bytesPerToken of the shards; empty if the measured run has no tokens
   */
  record Scaled(
      String run,
      long readBytes,
      double readSeconds,
      long missingBytes,
      double seconds,
      double diskBytes,
      OptionalDouble bytesPerToken)
      implements EstimateFacts {}

  /** Of a plan's inputs that are still to be read; empty if nothing is. */
  static Optional<EstimateFacts> of(DryRun dryRun, Optional<MeasuredRun> sample) {
    SortedMap<String, Long> missing = new TreeMap<>();
    dryRun.sources().forEach((source, of) -> missing.put(source, of.missingBytes()));
    boolean all = missing.values().stream().allMatch(bytes -> bytes == 0);
    return all || dryRun.limited()
        ? Optional.empty()
        : Optional.of(sample.<EstimateFacts>map(run -> of(missing, run)).orElse(new Unmeasured()));
  }

  /**
   * Scales a sample.
   *
   * @param missing bytes still to be read, by source
   */
  static EstimateFacts of(SortedMap<String, Long> missing, MeasuredRun sample) {
    SortedMap<String, Double> factors = new TreeMap<>();
    long bytes = 0;
    for (Map.Entry<String, Long> source : missing.entrySet()) {
      long read = sample.read().getOrDefault(source.getKey(), 0L);
      long toRead = source.getValue();
      bytes += toRead;
      if (read == 0 && toRead > 0) {
        return new NothingRead(sample.shownAs(), source.getKey());
      }
      factors.put(source.getKey(), toRead == 0 ? 0 : (double) toRead / read);
    }
    double sampleDisk = 0;
    double disk = 0;
    for (Map.Entry<String, Double> factor : factors.entrySet()) {
      long ofSource = sample.disk().getOrDefault(factor.getKey(), 0L);
      sampleDisk += ofSource;
      disk += factor.getValue() * ofSource;
    }
    double growth = sampleDisk == 0 ? 0 : disk / sampleDisk;
    return new Scaled(
        sample.shownAs(),
        sample.read().values().stream().mapToLong(Long::longValue).sum(),
        sample.cpuSeconds() + sample.evaluateSeconds(),
        bytes,
        growth * sample.cpuSeconds() + sample.evaluateSeconds(),
        disk,
        sample.shardTokens() == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of((double) sample.shardBytes() / sample.shardTokens()));
  }
}
