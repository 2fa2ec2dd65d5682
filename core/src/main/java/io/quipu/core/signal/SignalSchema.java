package io.quipu.core.signal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An ordered set of signals; gives each its slot in a {@link SignalRow}. Immutable and shared. */
public final class SignalSchema {

  private final List<Signal> signals;
  private final Map<String, Integer> slots = new HashMap<>();

  /**
   * @throws IllegalArgumentException if two signals have one name
   */
  public SignalSchema(List<? extends Signal> signals) {
    this.signals = List.copyOf(signals);
    for (int i = 0; i < this.signals.size(); i++) {
      if (slots.put(this.signals.get(i).name(), i) != null) {
        throw new IllegalArgumentException("two signals are named " + this.signals.get(i).name());
      }
    }
  }

  public List<Signal> signals() {
    return signals;
  }

  public int size() {
    return signals.size();
  }

  /** Slot of a signal, or -1 if the schema has none of that name. */
  public int slot(String name) {
    Integer slot = slots.get(name);
    return slot == null ? -1 : slot;
  }
}
