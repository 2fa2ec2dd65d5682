package io.quipu.pipelines.work.part;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.pipelines.work.Column;
import io.quipu.core.signal.SpanSignal;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignalColumnsTest {

  @Test
  void spansAreThreeColumnsWhoseNamesNoSignalHas() {
    assertThat(SignalColumns.of(List.of(new SpanSignal("pii_email", "probability"))))
        .extracting(Column::name)
        .containsExactly("pii_email:start", "pii_email:end", "pii_email:score");
  }
}
