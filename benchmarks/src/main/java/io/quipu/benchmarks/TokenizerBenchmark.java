package io.quipu.benchmarks;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import io.quipu.core.text.TextEncoder;
import io.quipu.tokenizer.Tokenizers;
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

/** cl100k of one text of 64 Ki characters, ours and jtokkit's. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TokenizerBenchmark {

  @Param({"PROSE", "BOILERPLATE", "SPACELESS"})
  Texts texts = Texts.PROSE;

  private final TextEncoder ours = Tokenizers.builtIn("cl100k_base");
  private final Encoding peer =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);
  private String text = "";

  @Setup
  public void setUp() {
    text = texts.text(new SplittableRandom(1), 1 << 16);
  }

  @Benchmark
  public int[] ours() {
    return ours.encode(text);
  }

  @Benchmark
  public int count() {
    return ours.count(text);
  }

  @Benchmark
  public Object jtokkit() {
    return peer.encodeOrdinary(text);
  }
}
