package io.quipu.core.signal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An ordered set of signals; gives each its slot in a {@link SignalRow}. Immutable and shared. */
public final class SignalSchema {

  private final List<Signal> signals;
  private final Map<String, Integer> slots;

  /**
   * @throws IllegalArgumentException if two signals have one name
   */
  public SignalSchema(List<? extends Signal> signals) {
    this.signals = List.copyOf(signals);
    slots = new HashMap<>();
    for (int i = 0; i < this.signals.size(); i++) {
      if (slots.put(this.signals.get(i).name(), i) != null) {
        throw new IllegalArgumentException("two signals are named " + this.signals.get(i).name());
      }
    }
  }

  private SignalSchema(List<Signal> signals, Map<String, Integer> slots) {
    this.signals = signals;
    this.slots = slots;
  }

  /**
   * The same slots, some of which are found under other names too.
   *
   * @param names by other name; one that a signal has as well is the other name's
   * @throws IllegalArgumentException if there is no signal of a name
   */
  SignalSchema withOtherNames(Map<String, String> names) {
    Map<String, Integer> all = new HashMap<>(slots);
    names.forEach(
        (other, name) -> {
          int slot = slot(name);
          if (slot < 0) {
            throw new IllegalArgumentException("the row has no signal " + name);
          }
          all.put(other, slot);
        });
    return new SignalSchema(signals, all);
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
