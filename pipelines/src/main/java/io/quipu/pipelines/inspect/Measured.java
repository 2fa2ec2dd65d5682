package io.quipu.pipelines.inspect;

import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.SignalSchema;
import io.quipu.core.signal.SpanSignal;
import io.quipu.pipelines.plan.Dataset;
import io.quipu.pipelines.plan.Plan;
import io.quipu.pipelines.plan.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Numbers and labels of one document, read back from its signal files. */
final class Measured {

  private Measured() {}

  /** What a stage sees of the signals that it asks for. */
  static SignalRow seenBy(Stage stage, String source, Plan plan, OneRow document)
      throws IOException {
    Map<String, Signal> known = new TreeMap<>();
    for (Stage earlier : plan.before(stage, source)) {
      plan.measures(earlier).forEach(signal -> known.put(signal.name(), signal));
    }
    SortedMap<Dataset, List<Signal>> byFile = new TreeMap<>();
    List<Signal> all = new ArrayList<>();
    plan.reads(stage, source)
        .signals()
        .forEach(
            (name, dataset) -> {
              Signal signal = known.get(name);
              if (signal != null && !(signal instanceof SpanSignal)) {
                byFile.computeIfAbsent(dataset, d -> new ArrayList<>()).add(signal);
                all.add(signal);
              }
            });
    SignalRow row = new SignalRow(new SignalSchema(all));
    for (Map.Entry<Dataset, List<Signal>> file : byFile.entrySet()) {
      read(document, file.getKey(), file.getValue(), row);
    }
    return row;
  }

  /** What a stage has measured; spans stay unread. */
  static SignalRow by(Stage stage, Plan plan, OneRow document) throws IOException {
    List<Signal> signals =
        plan.measures(stage).stream().filter(signal -> !(signal instanceof SpanSignal)).toList();
    SignalRow row = new SignalRow(new SignalSchema(signals));
    read(document, Dataset.signals(stage.name()), signals, row);
    return row;
  }

  private static void read(OneRow document, Dataset dataset, List<Signal> signals, SignalRow to)
      throws IOException {
    if (signals.isEmpty() || !document.has(dataset)) {
      return;
    }
    document.signals(dataset, signals, to);
  }
}
