package io.quipu.pipelines.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A small release of each number that was published, kept for ever. */
final class KeptReleases {

  private KeptReleases() {}

  static Path folder(String format) {
    return Path.of("src", "test", "resources", "formats", format);
  }

  static List<Path> files(String format) throws IOException {
    try (Stream<Path> files = Files.list(folder(format))) {
      return files.sorted().toList();
    }
  }
}
