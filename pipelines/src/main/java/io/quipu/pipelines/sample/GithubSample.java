package io.quipu.pipelines.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** Repositories as archives, and the sources of a library as a jar. */
final class GithubSample {

  private static final String SOURCE = "github";
  private static final String JAR = "sample-library-1.2-sources.jar";
  private static final int REPOSITORIES = 8;
  private static final int FILES = 15;
  private static final String LICENSE =
      "Permission is granted to everyone to do with this sample what they like.\n";

  private final long seed;
  private final Truth truth;

  GithubSample(long seed, Truth truth) {
    this.seed = seed;
    this.truth = truth;
  }

  void write(Path folder) throws IOException {
    String vendoredPath = "third_party/checksum.c";
    String vendored = CodeFile.C.text(new Prose(new Draw(seed, "vendored")), 5, vendoredPath);
    for (int r = 0; r < REPOSITORIES; r++) {
      Draw draw = new Draw(seed, "repository " + r);
      Prose prose = new Prose(draw);
      String owner = "owner-" + r % 3;
      String name = "sample-" + prose.noun() + "-" + r;
      String commit = draw.hex(40);
      Repository files =
          new Repository(
              owner + "/" + name + "@" + commit + ":", name + "-" + commit.substring(0, 7) + "/");
      code(files, draw, prose);
      if (r % 2 == 0) {
        String id = files.add(vendoredPath, Packing.utf8(vendored));
        truth.fact(id, "vendored", "group", vendoredPath);
      }
      if (r == 0) {
        oddities(files);
      }
      Files.createDirectories(folder.resolve(owner));
      Path archive = folder.resolve(owner).resolve(name + ".tar.gz");
      Files.write(archive, Packing.gzip(Packing.tar(commit, files.entries)));
    }
    Files.write(folder.resolve(JAR), jar());
  }

  /** The entries of one archive. */
  private static final class Repository {
    private final String keyPrefix;
    private final String top;
    private final SortedMap<String, byte[]> entries = new TreeMap<>();

    Repository(String keyPrefix, String top) {
      this.keyPrefix = keyPrefix;
      this.top = top;
    }

    /** Adds a file; returns the id of its document. */
    String add(String path, byte[] bytes) {
      entries.put(top + path, bytes);
      return SOURCE + "/" + keyPrefix + path;
    }
  }

  private void code(Repository files, Draw draw, Prose prose) {
    for (int f = 0; f < FILES; f++) {
      CodeFile kind = draw.of(CodeFile.ALL);
      String path = kind.path(prose, f);
      files.add(path, Packing.utf8(kind.text(prose, draw.between(3, 8), path)));
    }
    files.add(
        "README.md", Packing.utf8("# " + prose.noun() + "\n\n" + prose.article().text() + "\n"));
    skip(files.add("LICENSE", Packing.utf8(LICENSE)), "not_source_file");
    skip(
        files.add("docs/logo.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2, 3}),
        "not_source_file");
  }

  private void oddities(Repository files) {
    skip(files.add("src/blob.c", new byte[] {'i', 'n', 't', 0, 0, 0, 'x'}), "binary_file");
    String latin =
        files.add(
            "src/latin.py",
            "name = 'caf\u00e9'  # not UTF-8\n".getBytes(StandardCharsets.ISO_8859_1));
    truth.fact(latin, "failed", "reason", "invalid_utf8");
    String link = files.add("src/link.c->", Packing.utf8("other.c"));
    skip(link.substring(0, link.length() - 2), "not_a_file");
    truth.fact(
        files.add("src/tiny.py", Packing.utf8("pass\n")), "short_code", "reason", "too_short");
  }

  private void skip(String id, String reason) {
    truth.fact(id, "skipped", "reason", reason);
  }

  private byte[] jar() throws IOException {
    SortedMap<String, byte[]> entries = new TreeMap<>();
    entries.put("META-INF/MANIFEST.MF", Packing.utf8("Manifest-Version: 1.0\r\n\r\n"));
    skip(SOURCE + "/" + JAR + "!META-INF/MANIFEST.MF", "not_source_file");
    Prose prose = new Prose(new Draw(seed, "jar"));
    for (int f = 0; f < 12; f++) {
      String path = CodeFile.JAVA.path(prose, f).replace("src/", "org/sample/");
      entries.put(path, Packing.utf8(CodeFile.JAVA.text(prose, 4, path)));
    }
    return Packing.jar(entries);
  }
}
