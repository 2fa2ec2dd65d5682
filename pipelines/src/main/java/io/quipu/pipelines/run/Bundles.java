package io.quipu.pipelines.run;

import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.WorkFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The recipe's step bundles (jars) as local files, copied from the work folder once per JVM. */
public final class Bundles {

  private static final Map<String, Path> LOCAL = new ConcurrentHashMap<>();

  private Bundles() {}

  public static List<Path> local(
      WorkFolder work, Map<String, String> digests, List<String> bundles) {
    List<Path> jars = new ArrayList<>();
    for (String bundle : bundles) {
      String digest = digests.get(bundle);
      if (digest == null) {
        throw new IllegalStateException(
            "the bundle " + bundle + " was not copied to the work folder");
      }
      jars.add(
          LOCAL.computeIfAbsent(
              digest, d -> copy(work, d, Path.of(bundle).getFileName().toString())));
    }
    return jars;
  }

  private static Path copy(WorkFolder work, String digest, String name) {
    try {
      Path jar = Files.createTempDirectory("quipu-bundle-").resolve(name);
      jar.toFile().deleteOnExit();
      String stored = work.path("resources", digest);
      WorkResources.requireWhole(stored, digest);
      try (InputStream in = Channels.newInputStream(Storage.open(stored))) {
        Files.copy(in, jar);
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the bundle " + name + " can't be read from the work folder: " + e.getMessage(), e);
    }
  }
}
