package io.quipu.pipelines.work.part;

import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.ColumnType;
import io.quipu.pipelines.work.Row;
import io.quipu.core.signal.LabelSignal;
import io.quipu.core.signal.NumberSignal;
import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.SpanSignal;
import io.quipu.core.signal.State;
import io.quipu.core.text.DocumentView;
import java.util.ArrayList;
import java.util.List;

/**
 * Signals as columns: a number or a label is one column, null where it is undefined; spans are
 * three, {@code <name>:start}, {@code <name>:end} in code points of the extracted text, and {@code
 * <name>:score}.
 */
public final class SignalColumns {

  private SignalColumns() {}

  public static List<Column> of(List<? extends Signal> signals) {
    List<Column> columns = new ArrayList<>();
    for (Signal signal : signals) {
      if (signal instanceof NumberSignal) {
        columns.add(new Column(signal.name(), ColumnType.DOUBLE));
      } else if (signal instanceof LabelSignal) {
        columns.add(new Column(signal.name(), ColumnType.STRING));
      } else {
        columns.add(new Column(signal.name() + ":start", ColumnType.INT_LIST));
        columns.add(new Column(signal.name() + ":end", ColumnType.INT_LIST));
        columns.add(new Column(signal.name() + ":score", ColumnType.DOUBLE_LIST));
      }
    }
    return columns;
  }

  /**
   * Writes what a document's signals are.
   *
   * @param first index of the first signal's column in {@code row}
   * @param view at the revision that the spans are offsets of
   * @throws IllegalStateException if a signal was not measured: its step breaks its contract
   */
  public static void write(
      List<? extends Signal> signals, SignalRow from, DocumentView view, Row row, int first) {
    int column = first;
    for (Signal signal : signals) {
      State state = from.state(signal);
      if (state == State.NOT_MEASURED) {
        throw new IllegalStateException("signal " + signal.name() + " was not set");
      }
      if (signal instanceof NumberSignal number) {
        if (state == State.DEFINED) {
          row.setDouble(column, from.number(number));
        }
        column++;
      } else if (signal instanceof LabelSignal label) {
        if (state == State.DEFINED) {
          row.setString(column, from.label(label));
        }
        column++;
      } else if (signal instanceof SpanSignal spans) {
        row.setEmptyList(column);
        row.setEmptyList(column + 1);
        row.setEmptyList(column + 2);
        for (int i = 0; i < from.spanCount(spans); i++) {
          row.addInt(column, view.extractedStart(from.spanStart(spans, i)));
          row.addInt(column + 1, view.extractedEnd(from.spanEnd(spans, i)));
          row.addDouble(column + 2, from.spanScore(spans, i));
        }
        column += 3;
      }
    }
  }

  /** Reads a number or label from its column; spans are not read back into rows. */
  public static void read(Signal signal, Row row, int column, SignalRow to) {
    if (signal instanceof NumberSignal number) {
      if (row.isNull(column)) {
        to.setUndefined(number);
      } else {
        to.set(number, row.getDouble(column));
      }
    } else if (signal instanceof LabelSignal label) {
      if (row.isNull(column)) {
        to.setUndefined(label);
      } else {
        to.set(label, row.getString(column));
      }
    }
  }
}
