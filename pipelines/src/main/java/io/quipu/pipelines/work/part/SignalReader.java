package io.quipu.pipelines.work.part;

import io.quipu.core.signal.LabelSignal;
import io.quipu.core.signal.NumberSignal;
import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.SpanSignal;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.PartFileReader;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.UnreadablePartFile;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads some signals of a file of {@link SignalRows}: by name, since who reads them need not know
 * what else their stage measures.
 */
public final class SignalReader implements Closeable {

  /** Code points [start, end) of the extracted text. */
  public record Span(int start, int end, double score) {}

  private final List<Signal> signals;
  private final PartFileReader reader;
  private final Row row;
  private final Column[] first;

  /**
   * @throws UnreadablePartFile if the file does not have them
   */
  public SignalReader(String path, List<? extends Signal> signals) throws IOException {
    this.signals = List.copyOf(signals);
    List<Column> columns = new ArrayList<>();
    signals.forEach(signal -> columns.addAll(SignalRows.columns(signal)));
    reader = new PartFileReader(path, columns.toArray(Column[]::new));
    row = reader.newRow();
    first =
        signals.stream()
            .map(signal -> reader.column(SignalRows.columns(signal).get(0)))
            .toArray(Column[]::new);
  }

  /** Turns to the next document; false after the last one. */
  public boolean next() throws IOException {
    return reader.next(row);
  }

  /** Passes over documents, at most to the end. */
  public void skip(long rows) throws IOException {
    reader.skip(rows);
  }

  /** Sets the numbers and labels of the document; spans are not read back into signals. */
  public void read(SignalRow to) {
    for (int i = 0; i < first.length; i++) {
      Signal signal = signals.get(i);
      boolean defined = !row.isNull(first[i]);
      if (signal instanceof NumberSignal number) {
        if (defined) {
          to.set(number, row.getDouble(first[i]));
        } else {
          to.setUndefined(number);
        }
      } else if (signal instanceof LabelSignal label) {
        if (defined) {
          to.set(label, row.getString(first[i]));
        } else {
          to.setUndefined(label);
        }
      }
    }
  }

  /** The spans of one of the signals; none where its columns are null. */
  public List<Span> spans(SpanSignal signal) {
    List<Column> columns = SignalRows.columns(signal).stream().map(reader::column).toList();
    Column start = columns.get(0);
    List<Span> spans = new ArrayList<>();
    for (int i = 0; !row.isNull(start) && i < row.size(start); i++) {
      spans.add(
          new Span(
              row.getInt(start, i),
              row.getInt(columns.get(1), i),
              row.getDouble(columns.get(2), i)));
    }
    return spans;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
