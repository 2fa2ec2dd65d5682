package io.quipu.pipelines.stage.part;

import io.quipu.core.signal.LabelSignal;
import io.quipu.core.signal.NumberSignal;
import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.State;

/** The value of a number or label signal, with its state. */
public sealed interface SignalValue {

  record NotMeasured() implements SignalValue {}

  /**
   * @param when when the signal is undefined, in words; empty or {@code never} if it never is
   */
  record Undefined(String when) implements SignalValue {}

  record Number(double value) implements SignalValue {}

  record Label(String value) implements SignalValue {}

  /** The value of a signal in a row. */
  static SignalValue of(Signal signal, SignalRow row) {
    State state = row.state(signal.name());
    if (state == State.NOT_MEASURED) {
      return new NotMeasured();
    }
    if (signal instanceof NumberSignal number) {
      return state == State.DEFINED
          ? new Number(row.number(number))
          : new Undefined(number.undefinedWhen());
    }
    if (signal instanceof LabelSignal label) {
      return state == State.DEFINED
          ? new Label(row.label(label))
          : new Undefined(label.undefinedWhen());
    }
    throw new IllegalArgumentException("signal " + signal.name() + " has spans, not a value");
  }
}
