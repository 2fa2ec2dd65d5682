package io.quipu.tokenizer;

import io.quipu.tokenizer.model.RankFile;
import io.quipu.tokenizer.model.RankedVocabulary;
import io.quipu.tokenizer.pretokenize.SplitPattern;
import io.quipu.tokenizer.pretokenize.SplitPatterns;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A vocabulary that OpenAI published: digest, pattern and special tokens as in tiktoken 0.14.0
 * (tiktoken_ext/openai_public.py). The rank files lie in the jar of com.knuddels:jtokkit.
 *
 * @param names what it is called, first the name of its file
 * @param sha256 hexadecimal, of the rank file
 * @param pattern null if it is known only so that no wrong one is taken for it
 * @param special ids by spelling
 */
record PublishedVocabulary(
    List<String> names,
    String sha256,
    @Nullable SplitPattern pattern,
    SortedMap<String, Integer> special) {

  private static final List<PublishedVocabulary> ALL =
      List.of(
          new PublishedVocabulary(
              List.of("r50k_base", "gpt2"),
              "306cd27f03c1a714eca7108e03d66b7dc042abe8c258b44c199a7ed9838dd930",
              SplitPatterns.R50K,
              new TreeMap<>(Map.of("<|endoftext|>", 50256))),
          new PublishedVocabulary(
              List.of("p50k_base"),
              "94b5ca7dff4d00767bc256fdd1b27e5b17361d7b8a5f968547f9f23eb70d2069",
              SplitPatterns.R50K,
              new TreeMap<>(Map.of("<|endoftext|>", 50256))),
          new PublishedVocabulary(
              List.of("cl100k_base"),
              "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
              SplitPatterns.CL100K,
              new TreeMap<>(
                  Map.of(
                      "<|endoftext|>", 100257,
                      "<|fim_prefix|>", 100258,
                      "<|fim_middle|>", 100259,
                      "<|fim_suffix|>", 100260,
                      "<|endofprompt|>", 100276))),
          new PublishedVocabulary(
              List.of("o200k_base"),
              "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
              null,
              new TreeMap<>()));

  static List<String> builtInNames() {
    return ALL.stream()
        .filter(published -> published.pattern != null)
        .flatMap(published -> published.names.stream())
        .sorted()
        .toList();
  }

  static PublishedVocabulary named(String name) {
    for (PublishedVocabulary published : ALL) {
      if (published.pattern != null && published.names.contains(name)) {
        return published;
      }
    }
    throw new IllegalArgumentException("tokenizer " + name + ": built in are " + builtInNames());
  }

  static @Nullable PublishedVocabulary withDigest(String sha256) {
    for (PublishedVocabulary published : ALL) {
      if (published.sha256.equals(sha256)) {
        return published;
      }
    }
    return null;
  }

  SplitPattern knownPattern() {
    if (pattern == null) {
      throw new IllegalArgumentException(names.get(0) + ": its splitting pattern is not supported");
    }
    return pattern;
  }

  RankedVocabulary withSpecial(RankedVocabulary plain) {
    return new RankedVocabulary(plain.tokens(), plain.index(), special, plain.sha256());
  }

  /** Reads the rank file from the class path, and checks its digest. */
  RankedVocabulary read() {
    String resource = "/com/knuddels/jtokkit/" + names.get(0) + ".tiktoken";
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
