package io.quipu.sources.github;

import static io.quipu.sources.testing.Made.gzip;
import static io.quipu.sources.testing.Made.tar;
import static io.quipu.sources.testing.Made.utf8;
import static io.quipu.sources.testing.Made.zip;
import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.document.Document;
import io.quipu.sources.record.ExtractionLimits;
import io.quipu.sources.testing.BytesInput;
import io.quipu.sources.testing.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GithubSourceTest {

  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  private static Map<String, byte[]> files() {
    Map<String, byte[]> files = new TreeMap<>();
    files.put("repo-main/src/Main.java", utf8("class Main {}\n"));
    files.put("repo-main/README.md", utf8("# Readme\n"));
    files.put("repo-main/Makefile", utf8("all:\n"));
    files.put("repo-main/logo.png", new byte[] {1, 2, 3});
    files.put("repo-main/empty.py", new byte[0]);
    files.put("repo-main/zero.c", new byte[] {'a', 0, 'b'});
    files.put("repo-main/latin.c", new byte[] {'a', (byte) 0xe9});
    return files;
  }

  @Test
  void readsEachSourceFileOfTarAndZipAlike() throws IOException {
    byte[] tar = tar(files());
    Outcome plain = Outcome.of("github", new BytesInput("o/repo.tar", tar));
    assertThat(plain.keys())
        .containsExactly(
            "o/repo.tar!repo-main/Makefile",
            "o/repo.tar!repo-main/README.md",
            "o/repo.tar!repo-main/src/Main.java");
    assertThat(plain.reasons())
        .containsExactlyInAnyOrder("not_source_file", "empty_text", "binary_file", "invalid_utf8");
    assertThat(plain.documents())
        .extracting(d -> d.extra().get("code_language"))
        .containsExactly("Makefile", "Markdown", "Java");
    Outcome packed = Outcome.of("github", new BytesInput("o/repo.tar", gzip(tar)));
    assertThat(packed.all()).isEqualTo(plain.all());
    Outcome zipped = Outcome.of("github", new BytesInput("o/repo.tar", zip(files(), "")));
    assertThat(zipped.texts()).isEqualTo(plain.texts());
    assertThat(zipped.reasons()).isEqualTo(plain.reasons());
  }

  @Test
  void anArchiveThatTellsItsCommitNamesItsFilesAfterRepositoryAndCommit() throws IOException {
    byte[] zip = zip(Map.of("repo-0123456/a.py", utf8("pass\n")), COMMIT);
    Document document =
        Outcome.of("github", new BytesInput("owner/repo-0123456.zip", zip)).document();
    assertThat(document.id().key()).isEqualTo("owner/repo@" + COMMIT + ":a.py");
    assertThat(document.extra().get("path")).isEqualTo("a.py");

    BytesInput tarGz = new BytesInput("x/owner/repo.tar.gz", gzip(tarWithComment()));
    assertThat(Outcome.of("github", tarGz).keys())
        .containsExactly("owner/repo@" + COMMIT + ":a.py");
  }

  private static byte[] tarWithComment() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
      TarArchiveEntry global =
          new TarArchiveEntry("pax_global_header", TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER);
      global.addPaxHeader("comment", COMMIT);
      tar.putArchiveEntry(global);
      TarArchiveEntry file = new TarArchiveEntry("repo-main/a.py");
      file.setSize(5);
      tar.putArchiveEntry(file);
      tar.write(utf8("pass\n"));
      tar.closeArchiveEntry();
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(
      bytes = {
        TarConstants.LF_SYMLINK,
        TarConstants.LF_LINK,
        TarConstants.LF_FIFO,
        TarConstants.LF_CHR,
        TarConstants.LF_BLK
      })
  void linksAndDevicesAreNoFiles(byte type) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
      TarArchiveEntry entry = new TarArchiveEntry("a.py", type);
      entry.setLinkName("b.py");
      tar.putArchiveEntry(entry);
      tar.closeArchiveEntry();
    }
    assertThat(Outcome.of("github", new BytesInput("a", out.toByteArray())).reasons())
        .containsExactly("not_a_file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/x.py", "a/../../x.py", "/etc/x.py", "..\\x.py", "C:\\x.py"})
  void failsANameThatLeadsOut(String name) throws IOException {
    for (byte[] archive :
        new byte[][] {tar(Map.of(name, utf8("x"))), zip(Map.of(name, utf8("x")), "")}) {
      assertThat(Outcome.of("github", new BytesInput("a", archive)).reasons())
          .containsExactly("path_traversal");
    }
  }

  @Test
  void boundsAFileAndAnArchive() throws IOException {
    ExtractionLimits small =
        new ExtractionLimits(1 << 20, 1 << 20, 1000, 100, 100, 1 << 16, 3, 10, 1 << 20, 50);
    Map<String, byte[]> files = new TreeMap<>();
    files.put("a.py", new byte[10]);
    files.put("b.py", utf8("b".repeat(11)));
    files.put("c.py", utf8("ten chars."));
    files.put("d.py", utf8("never read"));
    for (byte[] archive : new byte[][] {tar(files), zip(files, "")}) {
      Outcome outcome = Outcome.of("github", new BytesInput("a", archive), small);
      assertThat(outcome.texts()).containsExactly("ten chars.");
      assertThat(outcome.reasons())
          .containsExactly("binary_file", "file_too_large", "too_many_entries");
    }
  }

  @Test
  void stopsADecompressionBomb() throws IOException {
    ExtractionLimits small =
        new ExtractionLimits(1 << 20, 1 << 20, 1000, 100, 100, 1 << 16, 100, 1 << 20, 1 << 20, 50);
    Map<String, byte[]> zeros = Map.of("a.py", new byte[20 << 20]);
    assertThat(Outcome.of("github", new BytesInput("a", gzip(tar(zeros))), small).reasons())
        .contains("decompression_bomb");
    assertThat(Outcome.of("github", new BytesInput("a", zip(zeros, "")), small).all()).hasSize(1);
  }

  @Test
  void endsInOneFailureWhereverAnArchiveIsCut() throws IOException {
    Map<String, byte[]> files = Map.of("a.py", utf8("a = 1\n"), "b.py", utf8("b = 2\n"));
    byte[] tar = tar(files);
    for (byte[] archive : new byte[][] {Arrays.copyOf(tar, 2048), gzip(tar), zip(files, "")}) {
      for (int length = 4; length < archive.length; length++) {
        Outcome cut = Outcome.of("github", new BytesInput("a", Arrays.copyOf(archive, length)));
        assertThat(cut.failed()).as("cut to %s of %s", length, archive.length).hasSize(1);
        assertThat(cut.documents().size()).isLessThanOrEqualTo(2);
      }
    }
  }

  @Test
  void aChainOfLongNameHeadersEnds() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] block = new byte[512];
    TarArchiveEntry link = new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
    link.setSize(0);
    link.writeEntryHeader(block);
    for (int i = 0; i < 50_000; i++) {
      out.write(block);
    }
    assertThat(Outcome.of("github", new BytesInput("a", out.toByteArray())).reasons())
        .containsExactly("header_too_large");
  }

  @Test
  void aLongNameOfAGigabyteIsNotRead() throws IOException {
    byte[] block = new byte[512];
    TarArchiveEntry link = new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
    link.setSize(1 << 30);
    link.writeEntryHeader(block);
    byte[] archive = Arrays.copyOf(block, 8 << 20);
    assertThat(Outcome.of("github", new BytesInput("a", archive)).reasons())
        .containsExactly("header_too_large");
  }

  @Test
  void failsAFileThatIsNoArchive() throws IOException {
    assertThat(Outcome.of("github", new BytesInput("a", utf8("x".repeat(2000)))).reasons())
        .containsExactly("corrupt_archive");
    assertThat(Outcome.of("github", new BytesInput("a", utf8(" ".repeat(2000)))).reasons())
        .containsExactly("corrupt_archive");
  }
}
