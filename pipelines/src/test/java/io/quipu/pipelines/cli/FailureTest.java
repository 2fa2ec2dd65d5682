package io.quipu.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.quipu.core.exit.ExitCode;
import io.quipu.core.exit.HasExitCode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.commons.support.ReflectionSupport;

class FailureTest {

  /** Of each of our exceptions that stops a command: with which exit code. */
  private static final Map<String, Integer> CODES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("GateBroken", 1),
              Map.entry("VerificationFailed", 1),
              Map.entry("CommandException", 2),
              Map.entry("FolderTaken", 2),
              Map.entry("InputsException", 2),
              Map.entry("OtherWorkFormat", 2),
              Map.entry("RecipeException", 2),
              Map.entry("UnknownScheme", 2),
              Map.entry("UnwritableFolder", 2),
              Map.entry("WorkBusy", 2),
              Map.entry("DamageException", 3),
              Map.entry("DamagedShardException", 3),
              Map.entry("FileTooLong", 3),
              Map.entry("InvalidModelException", 3),
              Map.entry("JobFailed", 3),
              Map.entry("NoRelease", 3),
              Map.entry("RunnerUnavailable", 3),
              Map.entry("StorageException", 3),
              Map.entry("UnreadablePartFile", 3)));

  private static final List<Class<?>> OURS =
      ReflectionSupport.findAllClassesInPackage(
          "io.quipu", FailureTest::mayStopACommand, name -> true);

  static Stream<Arguments> ourExceptions() {
    return OURS.stream().map(type -> arguments(type.getSimpleName(), type));
  }

  /** Exceptions without a code that are no IOException are caught where they are thrown. */
  private static boolean mayStopACommand(Class<?> type) {
    boolean ofTests = origin(type).equals(origin(FailureTest.class));
    return !ofTests
        && Exception.class.isAssignableFrom(type)
        && (IOException.class.isAssignableFrom(type) || HasExitCode.class.isAssignableFrom(type));
  }

  private static URL origin(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ourExceptions")
  void endsWithTheExitCodeOfTheException(String name, Class<?> type) throws Exception {
    Failure failure = Failure.of(instance(type));
    assertThat(failure.exitCode().code()).isEqualTo(CODES.get(name));
    assertThat(failure.ours()).isFalse();
  }

  @Test
  void thereIsNoExceptionThatTheTableDoesNotHave() {
    assertThat(OURS.stream().map(Class::getSimpleName))
        .containsExactlyInAnyOrderElementsOf(CODES.keySet());
  }

  static Stream<Arguments> exceptionsOfTheJdk() {
    return Stream.of(
        arguments(new NoSuchFileException("a"), "no file a", false),
        arguments(new FileNotFoundException("a"), "no file a", false),
        arguments(new AccessDeniedException("a"), "a: permission denied", false),
        arguments(new IOException("disk full"), "disk full", false),
        arguments(new IOException(), "IOException: ", false),
        arguments(new IllegalStateException("odd"), "IllegalStateException: odd", true),
        arguments(new StackOverflowError(), "StackOverflowError: ", true));
  }

  @ParameterizedTest
  @MethodSource("exceptionsOfTheJdk")
  void exceptionsOfTheJdkAreErrors(Throwable thrown, String line, boolean ours) {
    assertThat(Failure.of(thrown)).isEqualTo(new Failure(ExitCode.ERROR, List.of(line), ours));
  }

  @Test
  void aCommandExceptionIsToldByItsMessageAlone() {
    assertThat(Failure.of(new CommandException("want 1 or more")).lines())
        .containsExactly("want 1 or more");
  }

  private static Throwable instance(Class<?> type) throws ReflectiveOperationException {
    Constructor<?> constructor =
        Arrays.stream(type.getDeclaredConstructors())
            .filter(c -> !c.isSynthetic())
            .findFirst()
            .orElseThrow();
    constructor.setAccessible(true);
    Object[] values =
        Arrays.stream(constructor.getParameterTypes()).map(FailureTest::value).toArray();
    return (Throwable) constructor.newInstance(values);
  }

  private static Object value(Class<?> type) {
    if (type == String.class) {
      return "x";
    } else if (type == List.class || type == Collection.class) {
      return List.of();
    } else if (type == long.class) {
      return 1L;
    } else if (type == int.class) {
      return 1;
    } else if (type == boolean.class) {
      return false;
    } else if (type.isAssignableFrom(IOException.class)) {
      return new IOException("x");
    }
    throw new IllegalArgumentException("no value of " + type);
  }
}
