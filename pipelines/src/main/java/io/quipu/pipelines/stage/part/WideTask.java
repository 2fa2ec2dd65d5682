package io.quipu.pipelines.stage.part;

import io.quipu.pipelines.pass.Task;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Plan;
import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.Ledger;
import io.quipu.pipelines.work.FileRef;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.SortedMap;

/**
 * A part as input of a wide stage.
 *
 * @param index dense number of the part within the job, never stored
 * @param part {@code <source>/<name>}
 * @param fingerprint of the file that the stage writes for the part
 */
public record WideTask(
    int index, String part, SortedMap<Dataset, FileRef> files, String fingerprint) implements Task {

  private static final long serialVersionUID = 1L;

  @Override
  public String label() {
    return part;
  }

  public String source() {
    return Ledger.source(part);
  }

  /** The dataset that tells which documents of the part have survived so far. */
  public Dataset previous(Plan plan, Stage stage) {
    Dataset previous = plan.reads(stage, source()).previous();
    if (previous == null) {
      throw new IllegalStateException("stage " + stage.name() + " does not follow any other");
    }
    return previous;
  }

  public FileRef file(Dataset dataset) {
    FileRef file = files.get(dataset);
    if (file == null) {
      throw new IllegalStateException("part " + part + " has no file of " + dataset.name());
    }
    return file;
  }

  /** The value of the part's marker. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(this);
    } catch (IOException e) {
      throw new IllegalStateException("a task can be written", e);
    }
    return bytes.toByteArray();
  }

  public static WideTask fromBytes(byte[] bytes) {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return (WideTask) in.readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("a marker holds a task", e);
    }
  }
}
