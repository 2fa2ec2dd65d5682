package io.quipu.tokenizer;

import io.quipu.tokenizer.model.RankFile;
import io.quipu.tokenizer.model.RankedVocabulary;
import io.quipu.tokenizer.pretokenize.SplitPattern;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The vocabularies that OpenAI published: digests, patterns and special tokens as in tiktoken
 * 0.14.0 (tiktoken_ext/openai_public.py). The rank files lie in the jar of com.knuddels:jtokkit.
 */
enum PublishedVocabulary {
  R50K_BASE(
      "306cd27f03c1a714eca7108e03d66b7dc042abe8c258b44c199a7ed9838dd930",
      SplitPattern.R50K,
      Map.of("<|endoftext|>", 50256)),
  CL100K_BASE(
      "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
      SplitPattern.CL100K,
      Map.of(
          "<|endoftext|>", 100257,
          "<|fim_prefix|>", 100258,
          "<|fim_middle|>", 100259,
          "<|fim_suffix|>", 100260,
          "<|endofprompt|>", 100276)),
  P50K_BASE(
      "94b5ca7dff4d00767bc256fdd1b27e5b17361d7b8a5f968547f9f23eb70d2069",
      SplitPattern.R50K,
      Map.of("<|endoftext|>", 50256)),
  /** Known so that it is not split by a wrong pattern. */
  O200K_BASE("446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d", null, Map.of());

  private final String sha256;
  private final @Nullable SplitPattern pattern;
  private final SortedMap<String, Integer> special;

  PublishedVocabulary(String sha256, @Nullable SplitPattern pattern, Map<String, Integer> special) {
    this.sha256 = sha256;
    this.pattern = pattern;
    this.special = new TreeMap<>(special);
  }

  static List<String> builtInNames() {
    return List.of("cl100k_base", "gpt2", "p50k_base", "r50k_base");
  }

  static PublishedVocabulary named(String name) {
    return switch (name) {
      case "gpt2", "r50k_base" -> R50K_BASE;
      case "p50k_base" -> P50K_BASE;
      case "cl100k_base" -> CL100K_BASE;
      default ->
          throw new IllegalArgumentException(
              "tokenizer " + name + ": built in are " + builtInNames());
    };
  }

  static @Nullable PublishedVocabulary withDigest(String sha256) {
    for (PublishedVocabulary published : values()) {
      if (published.sha256.equals(sha256)) {
        return published;
      }
    }
    return null;
  }

  SplitPattern pattern() {
    if (pattern == null) {
      throw new IllegalArgumentException(name() + ": its splitting pattern is not supported");
    }
    return pattern;
  }

  RankedVocabulary withSpecial(RankedVocabulary plain) {
    return new RankedVocabulary(plain.tokens(), plain.index(), special, plain.sha256());
  }

  /** Reads the rank file from the class path, and checks its digest. */
  RankedVocabulary read() {
    String file =
        switch (this) {
          case R50K_BASE -> "r50k_base";
          case P50K_BASE -> "p50k_base";
          case CL100K_BASE -> "cl100k_base";
          case O200K_BASE -> "o200k_base";
        };
    String resource = "/com/knuddels/jtokkit/" + file + ".tiktoken";
    try (InputStream in = PublishedVocabulary.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      RankedVocabulary vocabulary = RankFile.read(in.readAllBytes(), special);
      if (!vocabulary.sha256().equals(sha256)) {
        throw new IllegalStateException(resource + " is not the published file");
      }
      return vocabulary;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
