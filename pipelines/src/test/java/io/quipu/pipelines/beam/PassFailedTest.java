package io.quipu.pipelines.beam;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which of several failures of one job is told. */
class PassFailedTest {

  @AfterEach
  void forget() {
    PassFailed.forget();
  }

  @Test
  void theFirstFailureIsTheCause() {
    PassFailed.forget();
    PassFailed cause = PassFailed.of("task a", new IOException("no space left"));
    PassFailed.of("task b", new IOException("a consequence"));
    assertThat(PassFailed.first()).isSameAs(cause);
  }

  @Test
  void whatAnInterruptedTaskSaysIsNoCause() {
    PassFailed.forget();
    Thread.currentThread().interrupt();
    PassFailed.of("task b", new ClosedByInterruptException());
    assertThat(Thread.interrupted()).isTrue();
    PassFailed cause = PassFailed.of("task a", new IOException("no space left"));
    assertThat(PassFailed.first()).isSameAs(cause);
  }
}
