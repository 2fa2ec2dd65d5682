package io.quipu.pipelines.work;

import io.quipu.core.account.StageManifest;
import io.quipu.pipelines.plan.WorkFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The manifests of a work folder: {@code manifests/<stage>-<n>.json}, of which the highest n that
 * verifies is current. Only the holder of the lock writes.
 */
public final class Manifests {

  private static final String FOLDER = "manifests";
  private static final Pattern NAME = Pattern.compile("(.+)-([1-9][0-9]{0,8})\\.json");
  private static final int MAX_BYTES = 1 << 30;

  /** What the file holds. */
  private record ManifestFile(int format, StageManifest manifest) {}

  private final String workFolder;
  private final String folder;

  public Manifests(String workFolder) {
    this.workFolder = workFolder;
    this.folder = StoragePath.child(workFolder, FOLDER);
  }

  /**
   * The manifest of the highest number that is whole: its digest fits, and it is what its name
   * says.
   *
   * @throws OtherWorkFormat if another version of Quipu wrote it
   */
  public Optional<StageManifest> current(String stage) throws IOException {
    for (int number : numbers(stage)) {
      Optional<StageManifest> manifest = read(stage, number);
      if (manifest.isPresent()) {
        return manifest;
      }
    }
    return Optional.empty();
  }

  /**
   * Makes a manifest the current one; writes nothing if one of the same parts and recipe is.
   *
   * @return it, with its number
   */
  public StageManifest commit(StageManifest next) throws IOException {
    StageManifest current = current(next.stage()).orElse(null);
    return current != null
            && current.parts().equals(next.parts())
            && current.recipeDigest().equals(next.recipeDigest())
        ? current
        : write(next);
  }

  /**
   * Writes a manifest under the next number.
   *
   * @return it, with its number
   */
  public StageManifest write(StageManifest manifest) throws IOException {
    List<Integer> numbers = numbers(manifest.stage());
    StageManifest next =
        manifest.withNumber(numbers.isEmpty() ? 1 : Math.addExact(numbers.get(0), 1));
    Storage.write(
        path(next.stage(), next.number()),
        ClosedJson.write(new ManifestFile(WorkFormat.NUMBER, next)));
    return next;
  }

  private Optional<StageManifest> read(String stage, int number) throws IOException {
    byte[] bytes = Storage.readAll(path(stage, number), MAX_BYTES);
    try {
      ManifestFile file = ClosedJson.read(bytes, ManifestFile.class);
      StageManifest manifest = file.manifest();
      requireFormat(file.format());
      boolean itself = manifest.stage().equals(stage) && manifest.number() == number;
      return itself ? Optional.of(manifest) : Optional.empty();
    } catch (OtherWorkFormat e) {
      throw e;
    } catch (IOException | IllegalArgumentException notOurs) {
      requireFormat(ClosedJson.format(bytes).orElse(WorkFormat.NUMBER));
      return Optional.empty();
    }
  }

  private void requireFormat(int number) throws IOException {
    if (number != WorkFormat.NUMBER) {
      throw FormatFile.other(workFolder, number);
    }
  }

  /** Of all manifests of a stage, whole or not, highest first. */
  private List<Integer> numbers(String stage) throws IOException {
    List<Integer> numbers = new ArrayList<>();
    for (Storage.Entry file : Storage.list(folder)) {
      Matcher name = NAME.matcher(file.name());
      if (name.matches() && name.group(1).equals(stage)) {
        numbers.add(Integer.valueOf(name.group(2)));
      }
    }
    numbers.sort(Collections.reverseOrder());
    return numbers;
  }

  private String path(String stage, int number) {
    return StoragePath.child(folder, stage + "-" + number + ".json");
  }
}
