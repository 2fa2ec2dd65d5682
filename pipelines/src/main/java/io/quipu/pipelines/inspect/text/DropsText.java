package io.quipu.pipelines.inspect.text;

import io.quipu.pipelines.inspect.facts.DropsFacts;
import java.util.List;

/** What stages dropped. */
public final class DropsText {

  private DropsText() {}

  public static List<String> lines(DropsFacts facts) {
    Table table =
        new Table()
            .left("stage")
            .left("reason")
            .right("dropped")
            .right("of")
            .right("")
            .left("unit");
    for (DropsFacts.Drop d : facts.drops()) {
      String percent = Numbers.percent(d.dropped(), d.of());
      table.row(d.stage(), d.reason(), d.dropped(), d.of(), percent, d.unit());
    }
    return Sections.of("Dropped, by stage and first reason", table);
  }
}
