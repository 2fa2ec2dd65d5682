package io.quipu.pipelines.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.core.account.Counts;
import io.quipu.core.account.PartEntry;
import io.quipu.core.account.StageManifest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ManifestsTest {

  @TempDir Path temp;

  @ParameterizedTest
  @EnumSource
  void theLastManifestIsCurrentAndEqualsWhatWasWritten(Root root) throws Exception {
    Manifests manifests = new Manifests(root.folder(temp));
    assertThat(manifests.current("filter")).isEmpty();
    StageManifest first = manifests.write(manifest("filter", 5));
    StageManifest second = manifests.write(manifest("filter", 6));
    assertThat(first).isEqualTo(manifest("filter", 5).withNumber(1));
    assertThat(second.number()).isEqualTo(2);
    assertThat(manifests.current("filter")).contains(second);
    for (int i = 3; i <= 11; i++) {
      manifests.write(manifest("filter", i));
    }
    assertThat(manifests.current("filter").orElseThrow().number()).isEqualTo(11);
  }

  @ParameterizedTest
  @EnumSource
  void stagesWithDashesAndNumbersAreToldApart(Root root) throws Exception {
    Manifests manifests = new Manifests(root.folder(temp));
    manifests.write(manifest("dedup-2", 7));
    assertThat(manifests.current("dedup")).isEmpty();
    assertThat(manifests.write(manifest("dedup", 5)).number()).isEqualTo(1);
    assertThat(manifests.current("dedup-2").orElseThrow().stage()).isEqualTo("dedup-2");
  }

  @ParameterizedTest
  @EnumSource
  void withAnyByteFlippedOrCutAwayTheOneBeforeIsCurrent(Root root) throws Exception {
    Manifests manifests = new Manifests(root.folder(temp));
    StageManifest first = manifests.write(manifest("filter", 5));
    manifests.write(manifest("filter", 6));
    String path = StoragePath.child(root.folder(temp), "manifests", "filter-2.json");
    byte[] bytes = Storage.readAll(path, 1 << 20);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= 1;
      Storage.write(path, bytes);
      bytes[i] ^= 1;
      assertThat(manifests.current("filter")).as("byte %d flipped", i).contains(first);
      Storage.write(path, Arrays.copyOf(bytes, i));
      assertThat(manifests.current("filter")).as("cut after %d bytes", i).contains(first);
    }
    assertThat(manifests.write(manifest("filter", 6)).number())
        .as("never written over")
        .isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource
  void aManifestUnderAnotherNameIsNotCurrent(Root root) throws Exception {
    Manifests manifests = new Manifests(root.folder(temp));
    StageManifest first = manifests.write(manifest("filter", 5));
    String folder = StoragePath.child(root.folder(temp), "manifests");
    byte[] bytes = Storage.readAll(StoragePath.child(folder, "filter-1.json"), 1 << 20);
    Storage.write(StoragePath.child(folder, "filter-9.json"), bytes);
    Storage.write(StoragePath.child(folder, "dedup-1.json"), bytes);
    assertThat(manifests.current("filter")).contains(first);
    assertThat(manifests.current("dedup")).isEmpty();
  }

  @Test
  void theFileIsOneLineOfJsonThatEndsWithItsDigest() throws Exception {
    new Manifests(temp.toString()).write(manifest("filter", 5));
    byte[] bytes = Storage.readAll(temp + "/manifests/filter-1.json", 1 << 20);
    String counts =
        "[{\"unit\":\"documents\",\"in\":5,\"kept\":4,\"dropped\":{\"too_short\":1},\"failed\":{}}]";
    String body =
        "{\"format\":2,\"manifest\":{\"stage\":\"filter\",\"number\":1,\"recipeDigest\":\"d1\","
            + "\"parts\":[{\"part\":\"web/t1-00000\",\"fingerprint\":\"f1\","
            + "\"file\":\"t1-00000.f1.a.parquet\",\"rows\":5,\"rowDigest\":\"00\","
            + "\"extra\":{\"language\":\"ไทย\"},\"counts\":"
            + counts
            + "}],"
            + "\"accounts\":{\"web\":"
            + counts
            + "}}";
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
    assertThat(new String(bytes, StandardCharsets.UTF_8))
        .isEqualTo(body + ",\"sha256\":\"" + HexFormat.of().formatHex(digest) + "\"}\n");
  }

  @Test
  void theKeptManifestOfAFormerFormatIsRefusedWithTheRemedy() throws Exception {
    Path manifests = Files.createDirectories(temp.resolve("manifests"));
    try (var kept =
        ManifestsTest.class.getResourceAsStream("/formats/work-1/manifests/documents-1.json")) {
      Files.copy(Objects.requireNonNull(kept), manifests.resolve("documents-1.json"));
    }
    Manifests former = new Manifests(temp.toString());
    assertThatThrownBy(() -> former.current("documents"))
        .isInstanceOf(OtherWorkFormat.class)
        .hasMessageContaining(temp + " has format 1")
        .hasMessageContaining("reads and writes format 2")
        .hasMessageEndingWith("run with another --work, or delete the folder");
    assertThatThrownBy(() -> former.commit(manifest("documents", 3)))
        .isInstanceOf(OtherWorkFormat.class);
  }

  @Test
  void aManifestOfALaterFormatIsRefusedWhateverItsMembersAre() throws Exception {
    record Later(int format, String other) {}
    Path manifests = Files.createDirectories(temp.resolve("manifests"));
    Files.write(manifests.resolve("filter-1.json"), ClosedJson.write(new Later(99, "x")));
    assertThatThrownBy(() -> new Manifests(temp.toString()).current("filter"))
        .isInstanceOf(OtherWorkFormat.class)
        .hasMessageContaining("has format 99");
    Files.write(manifests.resolve("filter-1.json"), ClosedJson.write(new Later(2, "x")));
    assertThat(new Manifests(temp.toString()).current("filter")).isEmpty();
  }

  private static StageManifest manifest(String stage, int documents) {
    Counts counts =
        new Counts(
            "documents",
            documents,
            documents - 1,
            new TreeMap<>(Map.of("too_short", 1L)),
            new TreeMap<>());
    return StageManifest.of(
        stage,
        "d1",
        List.of(
            new PartEntry(
                "web/t1-00000",
                "f1",
                "t1-00000.f1.a.parquet",
                documents,
                "00",
                new TreeMap<>(Map.of("language", "ไทย")),
                List.of(counts))));
  }
}
