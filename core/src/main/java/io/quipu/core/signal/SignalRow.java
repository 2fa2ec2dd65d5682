package io.quipu.core.signal;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The signals of one document, in primitive slots. Belongs to one thread and is reused: {@link
 * #clear} before the next document.
 */
public final class SignalRow {

  private final SignalSchema schema;
  private final State[] states;
  private final double[] numbers;
  private final @Nullable String[] labels;
  private final Spans[] spans;

  public SignalRow(SignalSchema schema) {
    this.schema = schema;
    int n = schema.size();
    states = new State[n];
    numbers = new double[n];
    labels = new String[n];
    spans = new Spans[n];
    for (int i = 0; i < n; i++) {
      spans[i] = schema.signals().get(i) instanceof SpanSignal ? new Spans() : Spans.NONE;
    }
    clear();
  }

  private SignalRow(SignalSchema schema, SignalRow values) {
    this.schema = schema;
    states = values.states;
    numbers = values.numbers;
    labels = values.labels;
    spans = values.spans;
  }

  /**
   * A view of this row for a step that knows signals by other names: it sets {@code score}, and
   * this row has {@code wikiref_score}. Row and view share all values.
   *
   * @param names by the name that the step uses
   * @throws IllegalArgumentException if this row has no signal of a name
   */
  public SignalRow withOtherNames(Map<String, String> names) {
    return new SignalRow(schema.withOtherNames(names), this);
  }

  public SignalSchema schema() {
    return schema;
  }

  /** Makes every signal not measured. */
  public void clear() {
    Arrays.fill(states, State.NOT_MEASURED);
    Arrays.fill(labels, null);
    for (Spans s : spans) {
      s.size = 0;
    }
  }

  /** Makes a signal not measured. */
  public void clear(Signal signal) {
    int slot = slot(signal);
    states[slot] = State.NOT_MEASURED;
    labels[slot] = null;
    spans[slot].size = 0;
  }

  /**
   * Copies what {@code other} has of this row's schema, by name. Signals that {@code other} lacks
   * stay as they are.
   */
  public void copyFrom(SignalRow other) {
    for (int from = 0; from < other.schema.size(); from++) {
      int to = schema.slot(other.schema.signals().get(from).name());
      if (to < 0 || other.states[from] == State.NOT_MEASURED) {
        continue;
      }
      states[to] = other.states[from];
      numbers[to] = other.numbers[from];
      labels[to] = other.labels[from];
      if (spans[to] != Spans.NONE) {
        spans[to].size = 0;
        Spans s = other.spans[from];
        for (int i = 0; i < s.size; i++) {
          spans[to].add(s.starts[i], s.ends[i], s.scores[i]);
        }
      }
    }
  }

  public State state(Signal signal) {
    return states[slot(signal)];
  }

  /** State by name; a name that the schema lacks is not measured. */
  public State state(String name) {
    int slot = schema.slot(name);
    return slot < 0 ? State.NOT_MEASURED : states[slot];
  }

  /**
   * @throws IllegalStateException if the signal is not defined
   */
  public double number(NumberSignal signal) {
    return number(signal.name());
  }

  /**
   * @throws IllegalStateException if no defined number has that name
   */
  public double number(String name) {
    int slot = defined(name);
    if (!(schema.signals().get(slot) instanceof NumberSignal)) {
      throw new IllegalStateException("signal " + name + " is no number");
    }
    return numbers[slot];
  }

  /**
   * @throws IllegalStateException if the signal is not defined
   */
  public String label(LabelSignal signal) {
    return label(signal.name());
  }

  /**
   * @throws IllegalStateException if no defined label has that name
   */
  public String label(String name) {
    int slot = defined(name);
    String label = labels[slot];
    if (label == null) {
      throw new IllegalStateException("signal " + name + " is no label");
    }
    return label;
  }

  /**
   * @throws IllegalArgumentException if {@code value} is NaN or infinite: undefined is a state of
   *     its own
   */
  public void set(NumberSignal signal, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "signal " + signal.name() + " set to " + value + "; call setUndefined");
    }
    int slot = slot(signal);
    states[slot] = State.DEFINED;
    numbers[slot] = value;
  }

  public void set(LabelSignal signal, String value) {
    int slot = slot(signal);
    states[slot] = State.DEFINED;
    labels[slot] = value;
  }

  /** Says that the spans of a signal were looked for; {@link #add} implies it. */
  public void setMeasured(SpanSignal signal) {
    states[slot(signal)] = State.DEFINED;
  }

  /** Adds a span; starts must not decrease. Offsets: see {@link SpanSignal}. */
  public void add(SpanSignal signal, int start, int end, double score) {
    int slot = slot(signal);
    states[slot] = State.DEFINED;
    spans[slot].add(start, end, score);
  }

  public void setUndefined(Signal signal) {
    states[slot(signal)] = State.UNDEFINED;
  }

  public int spanCount(SpanSignal signal) {
    return spans[slot(signal)].size;
  }

  public int spanStart(SpanSignal signal, int i) {
    return spans[slot(signal)].starts[i];
  }

  public int spanEnd(SpanSignal signal, int i) {
    return spans[slot(signal)].ends[i];
  }

  public double spanScore(SpanSignal signal, int i) {
    return spans[slot(signal)].scores[i];
  }

  private int slot(Signal signal) {
    int slot = schema.slot(signal.name());
    if (slot < 0) {
      throw new IllegalArgumentException("the row has no signal " + signal.name());
    }
    return slot;
  }

  private int defined(String name) {
    int slot = schema.slot(name);
    if (slot < 0 || states[slot] != State.DEFINED) {
      throw new IllegalStateException(
          "signal "
              + name
              + " is "
              + (slot < 0 ? State.NOT_MEASURED : states[slot])
              + ", not a value");
    }
    return slot;
  }

  private static final class Spans {
    static final Spans NONE = new Spans();

    int size;
    int[] starts = {};
    int[] ends = {};
    double[] scores = {};

    void add(int start, int end, double score) {
      if (size == starts.length) {
        int capacity = Math.max(8, 2 * size);
        starts = Arrays.copyOf(starts, capacity);
        ends = Arrays.copyOf(ends, capacity);
        scores = Arrays.copyOf(scores, capacity);
      }
      starts[size] = start;
      ends[size] = end;
      scores[size++] = score;
    }
  }
}
