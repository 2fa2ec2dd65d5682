package io.quipu.pipelines.work.part;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.signal.SpanSignal;
import io.quipu.pipelines.work.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignalRowsTest {

  @Test
  void spansAreThreeColumnsWhoseNamesNoSignalHas() {
    SignalRows rows = SignalRows.of(List.of(new SpanSignal("pii_email", "probability")));
    assertThat(rows.schema().columns())
        .extracting(Column::name)
        .endsWith("pii_email:start", "pii_email:end", "pii_email:score");
  }
}
