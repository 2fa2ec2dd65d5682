package io.quipu.evaluation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.core.step.Limits;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final Gate GATE = new Gate("bits_per_byte", Limits.between(0.5, 2.5));

  @Test
  void opensUpToItsLimits() {
    assertThat(judge(0.5)).isEqualTo(new Gate.Verdict(GATE, true, "0.5", ""));
    assertThat(judge(2.5)).isEqualTo(new Gate.Verdict(GATE, true, "2.5", ""));
    assertThat(judge(2.75)).isEqualTo(new Gate.Verdict(GATE, false, "2.75", "<= 2.5"));
    assertThat(judge(0.25)).isEqualTo(new Gate.Verdict(GATE, false, "0.25", ">= 0.5"));
  }

  @Test
  void staysShutWithoutEvidence() {
    Gate.Verdict unmeasured = new Gate.Verdict(GATE, false, "not measured", "measured");
    assertThat(judge(Double.NaN)).isEqualTo(unmeasured);
    assertThat(GATE.judge(new TreeMap<>())).isEqualTo(unmeasured);
  }

  @Test
  void judgesInTheOrderOfTheGates() {
    Gate other = new Gate("another", Limits.atLeast(1));
    List<Gate.Verdict> verdicts =
        Gate.judgeAll(
            List.of(GATE, other), new TreeMap<>(Map.of("another", 1.0, "bits_per_byte", 3.0)));
    assertThat(verdicts).extracting(Gate.Verdict::gate).containsExactly(GATE, other);
    assertThat(verdicts).extracting(Gate.Verdict::passed).containsExactly(false, true);
  }

  private static Gate.Verdict judge(double observed) {
    return GATE.judge(new TreeMap<>(Map.of("bits_per_byte", observed)));
  }
}
