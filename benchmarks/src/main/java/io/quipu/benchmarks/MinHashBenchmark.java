package io.quipu.benchmarks;

import io.quipu.dedup.minhash.MinHashPresets;
import io.quipu.dedup.minhash.MinHasher;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Shingles and signature of one document by datatrove's preset. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MinHashBenchmark {

  @Param({"PROSE", "BOILERPLATE", "SPACELESS"})
  Texts texts = Texts.PROSE;

  @Param({"4000", "400000"})
  int characters = 4000;

  private final MinHasher minHasher = new MinHasher(MinHashPresets.DATATROVE);
  private char[] text = {};

  @Setup
  public void setUp() {
    text = texts.text(new SplittableRandom(1), characters).toCharArray();
  }

  @Benchmark
  public long[] sign() {
    minHasher.sign(text, text.length);
    return minHasher.signature();
  }
}
