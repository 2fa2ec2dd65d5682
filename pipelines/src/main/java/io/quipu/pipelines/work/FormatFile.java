package io.quipu.pipelines.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quipu.pipelines.plan.WorkFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The file {@code format.json} of a work folder, the first that a run writes there: the number of
 * the folder's {@link WorkFormat}.
 */
public final class FormatFile {

  private static final String NAME = "format.json";
  private static final String MEMBER = "format";
  private static final int MAX_BYTES = 1024;

  private FormatFile() {}

  /** Writes the number of this version, unless it is there. */
  public static void write(WorkFolder work) throws IOException {
    if (number(work) != WorkFormat.NUMBER) {
      String json = Json.write(Map.of(MEMBER, WorkFormat.NUMBER)) + "\n";
      Storage.write(work.path(NAME), json.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Whether this version may read the folder: it is of its format, or no run has begun there. */
  public static boolean fits(WorkFolder work) throws IOException {
    int number = number(work);
    return number == WorkFormat.NUMBER || (number == 0 && !begun(work));
  }

  /**
   * @throws OtherWorkFormat if another version of Quipu has made the folder
   */
  public static void check(WorkFolder work) throws IOException {
    if (!fits(work)) {
      throw other(work.root(), number(work));
    }
  }

  static OtherWorkFormat other(String workFolder, int number) throws IOException {
    boolean removals = !Storage.list(StoragePath.child(workFolder, "removals")).isEmpty();
    return new OtherWorkFormat(workFolder, number, removals);
  }

  /** Whether a run has got further than this file. */
  private static boolean begun(WorkFolder work) throws IOException {
    return Storage.exists(work.path(WorkFolder.RECIPE));
  }

  /** 0 if there is none, or a kill has cut the file. */
  private static int number(WorkFolder work) throws IOException {
    String path = work.path(NAME);
    if (!Storage.exists(path)) {
      return 0;
    }
    try {
      String json = new String(Storage.readAll(path, MAX_BYTES), StandardCharsets.UTF_8);
      return Json.read(json).path(MEMBER).asInt(0);
    } catch (JsonProcessingException | FileTooLong cut) {
      return 0;
    }
  }
}
