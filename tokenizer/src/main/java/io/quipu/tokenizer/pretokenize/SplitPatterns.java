package io.quipu.tokenizer.pretokenize;

import io.quipu.core.table.Table;
import java.util.List;
import java.util.function.Supplier;

/** The table of splitting patterns. */
public final class SplitPatterns {

  /** Of GPT-2 and GPT-3 (tiktoken 0.14.0, tiktoken_ext/openai_public.py). */
  public static final SplitPattern R50K =
      new Row(
          "r50k",
          "'(?:[sdmt]|ll|ve|re)| ?\\p{L}++| ?\\p{N}++|"
              + " ?[^\\s\\p{L}\\p{N}]++|\\s++$|\\s+(?!\\S)|\\s",
          R50kSplitter::new);

  /** Of GPT-3.5 and GPT-4 (tiktoken 0.14.0); Llama 3's matches the same words. */
  public static final SplitPattern CL100K =
      new Row(
          "cl100k",
          "'(?i:[sdmt]|ll|ve|re)|[^\\r\\n\\p{L}\\p{N}]?+\\p{L}++|\\p{N}{1,3}+|"
              + " ?[^\\s\\p{L}\\p{N}]++[\\r\\n]*+|\\s++$|\\s*[\\r\\n]|\\s+(?!\\S)|\\s",
          Cl100kSplitter::new);

  private static final Table<SplitPattern> TABLE =
      Table.open(
          "splitting pattern", SplitPattern.class, List.of(R50K, CL100K), SplitPattern::name);

  private record Row(String name, String regex, Supplier<Splitter> make) implements SplitPattern {

    @Override
    public Splitter splitter() {
      return make.get();
    }
  }

  private SplitPatterns() {}

  public static Table<SplitPattern> table() {
    return TABLE;
  }
}
