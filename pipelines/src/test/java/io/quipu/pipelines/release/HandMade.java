package io.quipu.pipelines.release;

import io.quipu.core.hash.Sha256;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.StoragePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Releases of files that are no shards, so that a test needs no run. */
final class HandMade {

  private HandMade() {}

  /**
   * @param from folder of its files, which are written
   * @param contents of {@code shards/megatron/00000.bin} and so on
   */
  static Release release(String from, String... contents) throws IOException {
    List<Release.ReleaseFile> files = new ArrayList<>();
    for (int i = 0; i < contents.length; i++) {
      String name = Release.shardFile(i, "megatron", ".bin");
      byte[] bytes = contents[i].getBytes(StandardCharsets.UTF_8);
      Storage.write(StoragePath.below(from, name), bytes);
      files.add(
          new Release.ReleaseFile(
              name, StoragePath.below(from, name), bytes.length, Sha256.hex(bytes)));
    }
    SortedMap<String, Object> manifest = new TreeMap<>();
    manifest.put("quipu", "release-2");
    manifest.put("name", "made");
    manifest.put("tokens", 0);
    manifest.put("shards", List.of());
    return new Release("made", files, "{}", manifest, "# made " + String.join(" ", contents));
  }

  /** The same, but a file is not what its digest says: publishing it stops in the middle. */
  static Release torn(String from, String... contents) throws IOException {
    Release release = release(from, contents);
    Storage.write(release.files().get(release.files().size() - 1).path(), new byte[1]);
    return release;
  }
}
