package io.quipu.pipelines.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.pipelines.release.Publisher.Trust;
import io.quipu.pipelines.work.StagedFolder;
import io.quipu.pipelines.work.Storage;
import io.quipu.pipelines.work.StoragePath;
import io.quipu.pipelines.work.WorkBusy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublisherTest {

  private static final String ATTEMPT = "0123456789abcdef";

  @TempDir Path folder;
  private String from = "";
  private Path out = Path.of("");

  @BeforeEach
  void names() {
    from = folder.resolve("from").toString();
    out = folder.resolve("to/out");
  }

  /** Where a release may be published to: renames are, and are not. */
  private String target(String root) {
    return root.equals("local") ? out.toString() : "norename:/publish" + folder.getFileName();
  }

  @Test
  void aPublishThatStopsInTheMiddleLeavesTheOlderReleaseWhole() throws Exception {
    publish(HandMade.release(from, "one", "two"));
    SortedMap<String, String> before = files(out);
    assertThatThrownBy(() -> publish(HandMade.torn(from, "1", "2", "3")))
        .hasMessageContaining("changed since it was made");
    assertThat(files(out)).isEqualTo(before);
    assertThat(Verifier.verify(out.toString()).problems()).isEmpty();
    assertThat(siblings()).containsExactly("out");
  }

  @Test
  void anOlderReleaseIsReplacedWhole() throws Exception {
    publish(HandMade.release(from, "one", "two", "three"));
    assertThat(publish(HandMade.release(from, "1", "2"))).isTrue();
    assertThat(files(out)).containsEntry("shards/megatron/00000.bin", "1").hasSize(6);
    assertThat(Verifier.verify(out.toString()).problems()).isEmpty();
    assertThat(siblings()).containsExactly("out");
  }

  @Test
  void whatKilledPublishesLeftIsDeletedEvenIfNothingIsToBeDone() throws Exception {
    Release release = HandMade.release(from, "one");
    publish(release);
    for (String left : List.of("out.part-" + ATTEMPT, "out.old-" + ATTEMPT)) {
      Files.createDirectories(out.resolveSibling(left).resolve("shards/megatron"));
      Files.writeString(out.resolveSibling(left).resolve("shards/megatron/00000.bin"), "on");
    }
    Files.createDirectories(out.resolveSibling("out.part-mine"));
    assertThat(publish(release)).isFalse();
    assertThat(siblings()).containsExactly("out", "out.part-mine");
  }

  @Test
  void aKillBetweenTheTwoRenamesIsUndone() throws Exception {
    publish(HandMade.release(from, "one"));
    SortedMap<String, String> before = files(out);
    Files.move(out, out.resolveSibling("out.old-" + ATTEMPT));
    assertThatThrownBy(() -> publish(HandMade.torn(from, "1", "2")))
        .isInstanceOf(IOException.class);
    assertThat(files(out)).isEqualTo(before);
    assertThat(siblings()).containsExactly("out");
  }

  @Test
  void aPublishThatIsUnderWayIsNotDisturbedUntilAllItsRenamesAreDone() throws Exception {
    publish(HandMade.release(from, "one"));
    try (StagedFolder underWay = StagedFolder.at(out.toString()).orElseThrow()) {
      assertBusy();
      Path part = Path.of(underWay.make());
      Files.createDirectories(part.resolve("shards/megatron"));
      Files.writeString(part.resolve("shards/megatron/00000.bin"), "1");
      assertBusy();
      assertThat(files(part)).containsOnlyKeys("shards/megatron/00000.bin");
      underWay.replaceTarget();
      assertBusy();
    }
    assertThat(files(out)).containsExactly(Map.entry("shards/megatron/00000.bin", "1"));
    assertThat(publish(HandMade.release(from, "one"))).isTrue();
    assertThat(siblings()).containsExactly("out");
  }

  @Test
  void aRenameThatFailsIsUndoneBeforeAnotherMayPublish() throws Exception {
    publish(HandMade.release(from, "one"));
    SortedMap<String, String> before = files(out);
    try (StagedFolder underWay = StagedFolder.at(out.toString()).orElseThrow()) {
      Files.delete(Path.of(underWay.make()));
      assertThatThrownBy(underWay::replaceTarget).isInstanceOf(NoSuchFileException.class);
      assertThat(files(out)).isEqualTo(before);
      assertBusy();
    }
    assertThat(publish(HandMade.release(from, "one"))).isFalse();
  }

  private void assertBusy() {
    assertThatThrownBy(() -> publish(HandMade.release(from, "two")))
        .isInstanceOf(WorkBusy.class)
        .hasMessageContaining(out + " is in use by " + ProcessHandle.current().pid() + "@");
  }

  @Test
  void aLinkStaysALink() throws Exception {
    publish(HandMade.release(from, "one"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), out);
    Publisher.publish(HandMade.release(from, "1"), link.toString(), Trust.SIZES);
    assertThat(link).isSymbolicLink();
    assertThat(files(out)).containsEntry("shards/megatron/00000.bin", "1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"link", "link of a link", "folders/link"})
  void aKillBetweenTheTwoRenamesIsUndoneWhereALinkLeads(String name) throws Exception {
    publish(HandMade.release(from, "one"));
    Files.createSymbolicLink(folder.resolve("link"), Path.of("to/./out"));
    Files.createSymbolicLink(folder.resolve("link of a link"), folder.resolve("link"));
    Files.createSymbolicLink(folder.resolve("folders"), Path.of("to"));
    Files.createSymbolicLink(folder.resolve("to/link"), Path.of("../link"));
    Path link = folder.resolve(name);
    SortedMap<String, String> before = files(out);
    Files.move(out, out.resolveSibling("out.old-" + ATTEMPT));
    assertThatThrownBy(
            () -> Publisher.publish(HandMade.torn(from, "1"), link.toString(), Trust.SIZES))
        .hasMessageContaining("changed since it was made");
    assertThat(files(out)).isEqualTo(before);

    Files.move(out, out.resolveSibling("out.old-" + ATTEMPT));
    Publisher.publish(HandMade.release(from, "1"), link.toString(), Trust.SIZES);
    assertThat(files(out)).containsEntry("shards/megatron/00000.bin", "1");
    assertThat(link).isSymbolicLink();
    assertThat(siblings()).containsExactly("link", "out");
  }

  @Test
  void allNamesOfAPlaceHaveOneLockEvenIfNothingIsThere() throws Exception {
    Files.createSymbolicLink(folder.resolve("link"), out);
    try (StagedFolder underWay = StagedFolder.at(folder.resolve("link").toString()).orElseThrow()) {
      assertBusy();
    }
    assertThat(out).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "norename"})
  void filesOfOthersAreNotTouched(String root) throws Exception {
    String to = target(root);
    Storage.write(StoragePath.child(to, "notes.txt"), new byte[1]);
    assertThatThrownBy(() -> Publisher.publish(HandMade.release(from, "one"), to, Trust.NOTHING))
        .isInstanceOf(FolderTaken.class)
        .hasMessageContaining("notes.txt");
    assertThat(Storage.list(to)).extracting(Storage.Entry::name).containsExactly("notes.txt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "norename"})
  void aFileIsNoPlaceForARelease(String root) throws Exception {
    String to = target(root);
    Storage.write(to, new byte[] {7});
    Release release = HandMade.release(from, "one");
    assertThatThrownBy(() -> Publisher.publish(release, to, Trust.SIZES))
        .isInstanceOf(FolderTaken.class)
        .hasMessageContaining(to + " is a file");
    assertThat(Storage.readAll(to, 10)).containsExactly(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "norename"})
  void aReleaseThatLostAFileOrAByteIsPublishedAgain(String root) throws Exception {
    String to = target(root);
    Release release = HandMade.release(from, "one", "two");
    Publisher.publish(release, to, Trust.SIZES);
    assertThat(Publisher.publish(release, to, Trust.DIGESTS)).isFalse();
    for (String name :
        List.of("shards/megatron/00001.bin", "README.md", "recipe.json", "manifest.json")) {
      Storage.write(StoragePath.below(to, name), new byte[1]);
      assertThat(Publisher.publish(release, to, Trust.SIZES)).as(name).isTrue();
      Storage.delete(List.of(StoragePath.below(to, name)));
      assertThat(Publisher.publish(release, to, Trust.SIZES)).as(name).isTrue();
    }
    assertThat(Verifier.verify(to).problems()).isEmpty();
    assertThat(Publisher.publish(release, to, Trust.SIZES)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "norename"})
  void aChangedByteIsSeenByDigestsOnly(String root) throws Exception {
    String to = target(root);
    Release release = HandMade.release(from, "one", "two");
    Publisher.publish(release, to, Trust.SIZES);
    Storage.write(
        StoragePath.below(to, "shards/megatron/00001.bin"), "twO".getBytes(StandardCharsets.UTF_8));
    assertThat(Publisher.publish(release, to, Trust.SIZES)).isFalse();
    assertThat(Publisher.publish(release, to, Trust.DIGESTS)).isTrue();
    assertThat(Verifier.verify(to).problems()).isEmpty();
    assertThat(Publisher.publish(release, to, Trust.NOTHING)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "norename"})
  void shardsThatTheNewReleaseDoesNotHaveAreDeleted(String root) throws Exception {
    String to = target(root);
    Publisher.publish(HandMade.release(from, "one", "two", "three"), to, Trust.SIZES);
    Publisher.publish(HandMade.release(from, "1"), to, Trust.SIZES);
    assertThat(Storage.listAll(to))
        .filteredOn(name -> name.startsWith("shards/"))
        .containsExactly("shards/megatron/00000.bin");
    assertThat(Verifier.verify(to).problems()).isEmpty();
  }

  /** It had no folders. */
  @ParameterizedTest
  @ValueSource(strings = {"local", "norename"})
  void aReleaseOfTheFirstNumberIsReplacedWhole(String root) throws Exception {
    String to = target(root);
    for (Path file : KeptReleases.files("release-1")) {
      Storage.write(StoragePath.child(to, file.getFileName().toString()), Files.readAllBytes(file));
    }
    assertThat(Publisher.publish(HandMade.release(from, "one"), to, Trust.SIZES)).isTrue();
    assertThat(Storage.listAll(to))
        .containsExactly(
            "README.md", "RELEASE", "manifest.json", "recipe.json", "shards/megatron/00000.bin");
    assertThat(Verifier.verify(to).problems()).isEmpty();
  }

  private boolean publish(Release release) throws IOException {
    return Publisher.publish(release, out.toString(), Trust.SIZES);
  }

  /** What lies beside the release, but for the lock, which stays. */
  private List<String> siblings() throws IOException {
    try (Stream<Path> all = Files.list(out.getParent())) {
      return all.map(path -> path.getFileName().toString())
          .filter(name -> !name.equals(".out.lock"))
          .sorted()
          .toList();
    }
  }

  private static SortedMap<String, String> files(Path folder) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    for (String name : Storage.listAll(folder.toString())) {
      files.put(name, Files.readString(folder.resolve(name)));
    }
    return files;
  }
}
