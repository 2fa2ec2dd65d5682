package io.quipu.pipelines.stage;

import io.quipu.core.step.Resources;
import io.quipu.core.text.TextEncoder;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.WorkFolder;
import io.quipu.tokenizer.Tokenizers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Files that a recipe names, from {@code resources/<sha256>}; what is made of them is made once a
 * JVM.
 */
final class WorkResources implements Resources {

  /**
   * @param name what a thing is called if that is part of it, else empty
   */
  private record Shared(String digest, Class<?> type, String name) {}

  private static final ConcurrentHashMap<Shared, Object> SHARED = new ConcurrentHashMap<>();

  private final WorkFolder work;
  private final SortedMap<String, String> digests;

  WorkResources(WorkFolder work, SortedMap<String, String> digests) {
    this.work = work;
    this.digests = digests;
  }

  @Override
  public InputStream open(String reference) throws IOException {
    return Channels.newInputStream(Storage.open(path(reference)));
  }

  @Override
  public <T> T shared(String reference, Class<T> type, Function<InputStream, T> load) {
    return shared(reference, type, "", load);
  }

  private <T> T shared(
      String reference, Class<T> type, String name, Function<InputStream, T> load) {
    Object made =
        SHARED.computeIfAbsent(
            new Shared(digest(reference), type, name),
            key -> {
              try (InputStream in = open(reference)) {
                return load.apply(in);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    return type.cast(made);
  }

  @Override
  public TextEncoder encoder(String reference) {
    if (digests.containsKey(reference)) {
      // its name is published: where the file lies is nobody's business
      String name = reference.substring(reference.lastIndexOf('/') + 1);
      return shared(reference, TextEncoder.class, name, in -> fromFile(in, name));
    }
    return Tokenizers.builtIn(reference);
  }

  /** Where a resource lies. */
  String path(String reference) {
    return work.path("resources", digest(reference));
  }

  private String digest(String reference) {
    String digest = digests.get(reference);
    if (digest == null) {
      throw new IllegalArgumentException(
          "the recipe names no file " + reference + "; it names " + digests.keySet());
    }
    return digest;
  }

  private static TextEncoder fromFile(InputStream in, String name) {
    try {
      return Tokenizers.fromFile(in, name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
