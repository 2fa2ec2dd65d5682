package io.quipu.pipelines.work.part;

import io.quipu.core.signal.LabelSignal;
import io.quipu.core.signal.NumberSignal;
import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.SpanSignal;
import io.quipu.core.signal.State;
import io.quipu.core.text.DocumentView;
import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.ColumnType;
import io.quipu.pipelines.work.Columns;
import io.quipu.pipelines.work.ParallelRows;
import io.quipu.pipelines.work.Row;
import io.quipu.pipelines.work.TableSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code signals/<stage>/}, a parallel file, of the signals that its stage measures: a number or a
 * label is one column, null where it is undefined; spans are three, {@code <name>:start}, {@code
 * <name>:end} in code points of the extracted text, and {@code <name>:score}. {@link SignalReader}
 * reads some of them back.
 */
public final class SignalRows {

  private record SignalColumns(Signal signal, Column first, List<Column> columns) {}

  private final TableSchema schema;
  private final SignalColumns[] signals;

  private SignalRows(TableSchema begin, List<? extends Signal> signals) {
    Columns all = Columns.after(begin);
    this.signals = new SignalColumns[signals.size()];
    for (int i = 0; i < signals.size(); i++) {
      List<Column> added = new ArrayList<>();
      for (Column column : columns(signals.get(i))) {
        added.add(all.add(column.name(), column.type(), meaning(signals.get(i))));
      }
      this.signals[i] = new SignalColumns(signals.get(i), added.get(0), added);
    }
    schema = all.schema();
  }

  /** Rows of these signals. */
  public static SignalRows of(List<? extends Signal> signals) {
    return after(ParallelRows.SCHEMA, signals);
  }

  /** Rows that have other columns before those of the signals. */
  static SignalRows after(TableSchema begin, List<? extends Signal> signals) {
    return new SignalRows(begin, signals);
  }

  /** The columns of a signal, at the slots that a file has for them. */
  static List<Column> columns(Signal signal) {
    if (signal instanceof NumberSignal) {
      return List.of(Column.anywhere(signal.name(), ColumnType.DOUBLE));
    } else if (signal instanceof LabelSignal) {
      return List.of(Column.anywhere(signal.name(), ColumnType.STRING));
    }
    return List.of(
        Column.anywhere(signal.name() + ":start", ColumnType.INT_LIST),
        Column.anywhere(signal.name() + ":end", ColumnType.INT_LIST),
        Column.anywhere(signal.name() + ":score", ColumnType.DOUBLE_LIST));
  }

  private static String meaning(Signal signal) {
    if (signal instanceof NumberSignal number) {
      return meaning(number.unit(), number.undefinedWhen());
    } else if (signal instanceof LabelSignal label) {
      return meaning(label.meaning(), label.undefinedWhen());
    }
    return "of each span, in order";
  }

  private static String meaning(String what, String undefinedWhen) {
    return undefinedWhen.equals("never") ? what : what + "; null if " + undefinedWhen;
  }

  public TableSchema schema() {
    return schema;
  }

  /**
   * Writes what a document's signals are.
   *
   * @param view at the revision that the spans are offsets of
   * @throws IllegalStateException if a signal was not measured: its step breaks its contract
   */
  public void write(SignalRow from, DocumentView view, Row row) {
    for (SignalColumns of : signals) {
      Signal signal = of.signal();
      State state = from.state(signal);
      if (state == State.NOT_MEASURED) {
        throw new IllegalStateException("signal " + signal.name() + " was not set");
      }
      if (signal instanceof SpanSignal spans) {
        write(spans, of.columns(), from, view, row);
      } else if (state == State.DEFINED) {
        if (signal instanceof NumberSignal number) {
          row.setDouble(of.first(), from.number(number));
        } else if (signal instanceof LabelSignal label) {
          row.setString(of.first(), from.label(label));
        }
      }
    }
  }

  private static void write(
      SpanSignal spans, List<Column> columns, SignalRow from, DocumentView view, Row row) {
    Column start = columns.get(0);
    Column end = columns.get(1);
    Column score = columns.get(2);
    row.setEmptyList(start);
    row.setEmptyList(end);
    row.setEmptyList(score);
    for (int i = 0; i < from.spanCount(spans); i++) {
      row.addInt(start, view.extractedStart(from.spanStart(spans, i)));
      row.addInt(end, view.extractedEnd(from.spanEnd(spans, i)));
      row.addDouble(score, from.spanScore(spans, i));
    }
  }
}
