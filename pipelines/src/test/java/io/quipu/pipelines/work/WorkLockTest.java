package io.quipu.pipelines.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkLockTest {

  @TempDir Path temp;

  /** Takes the lock, says so, and keeps it until it is killed. */
  public static final class OtherProcess {
    private OtherProcess() {}

    public static void main(String[] args) throws Exception {
      try (WorkLock lock = WorkLock.take(args[0])) {
        System.out.println("taken");
        System.in.read();
      } catch (WorkBusy busy) {
        System.out.println("busy: " + busy.holder());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSecondRunInThisProcessIsToldWhoHoldsIt(Root root) throws Exception {
    String work = root.folder(temp);
    try (WorkLock lock = WorkLock.take(work)) {
      assertThatThrownBy(() -> WorkLock.take(work))
          .isInstanceOf(WorkBusy.class)
          .hasMessageContaining(ProcessHandle.current().pid() + "@");
      assertThatThrownBy(() -> WorkLock.take(work)).isInstanceOf(WorkBusy.class);
    }
    WorkLock.take(work).close();
  }

  @ParameterizedTest
  @EnumSource
  void closingTwiceLeavesTheNextHolderAlone(Root root) throws Exception {
    WorkLock first = WorkLock.take(root.folder(temp));
    first.close();
    try (WorkLock second = WorkLock.take(root.folder(temp))) {
      first.close();
      assertThatThrownBy(() -> WorkLock.take(root.folder(temp))).isInstanceOf(WorkBusy.class);
    }
  }

  @Test
  void anotherProcessCanNotTakeItEvenAfterAFailedTryHere() throws Exception {
    try (WorkLock lock = WorkLock.take(temp.toString())) {
      assertThatThrownBy(() -> WorkLock.take(temp.toString())).isInstanceOf(WorkBusy.class);
      Process other = otherProcess();
      try (BufferedReader out = other.inputReader()) {
        assertThat(out.readLine()).startsWith("busy: " + ProcessHandle.current().pid() + "@");
      } finally {
        other.destroyForcibly();
      }
    }
  }

  @Test
  void aKilledProcessHoldsNothing() throws Exception {
    Process other = otherProcess();
    try (BufferedReader out = other.inputReader()) {
      assertThat(out.readLine()).isEqualTo("taken");
      assertThatThrownBy(() -> WorkLock.take(temp.toString()))
          .isInstanceOf(WorkBusy.class)
          .hasMessageContaining("in use by " + other.pid() + "@");
    } finally {
      other.destroyForcibly();
      assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    WorkLock.take(temp.toString()).close();
  }

  @Test
  void twoNamesOfOneFolderHaveOneLock() throws Exception {
    try (WorkLock lock = WorkLock.take(temp.toString())) {
      assertThatThrownBy(() -> WorkLock.take(temp + "/../" + temp.getFileName() + "/"))
          .isInstanceOf(WorkBusy.class);
    }
  }

  private Process otherProcess() throws Exception {
    return OtherJvm.of(List.of(), OtherProcess.class, temp.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
