package io.quipu.pipelines.stage.extract;

import io.quipu.pipelines.pass.Task;
import io.quipu.sources.record.Range;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * The inputs of one task: one input, a range of one, or a pack of small ones. They become one or
 * more parts.
 *
 * @param name of the task: parts are {@code <name>-<ordinal>}
 * @param stages names of the stages to run, extract first
 */
public record ExtractTask(
    String source, String name, String fingerprint, List<Piece> pieces, List<String> stages)
    implements Task {

  /** An input, or a range of it. */
  public record Piece(String path, String name, long size, long modified, long from, long to)
      implements Serializable {
    /** Its location, written like an origin. */
    String place() {
      return name + "@" + from;
    }

    Range range() {
      return new Range(from, to);
    }
  }

  /** Stored size of its inputs. */
  public long bytes() {
    long bytes = 0;
    for (Piece piece : pieces) {
      bytes += Math.min(piece.to(), piece.size()) - piece.from();
    }
    return bytes;
  }

  public String part(int ordinal) {
    return String.format(Locale.ROOT, "%s-%05d", name, ordinal);
  }

  @Override
  public String label() {
    return source
        + ": "
        + (pieces.size() == 1
            ? pieces.get(0).name()
            : pieces.get(0).name() + " and " + (pieces.size() - 1) + " more");
  }
}
