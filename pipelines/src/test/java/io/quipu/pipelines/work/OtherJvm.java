package io.quipu.pipelines.work;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM beside that of the tests, of the same make and class path. */
public final class OtherJvm {

  private OtherJvm() {}

  /**
   * @param options of the JVM
   */
  public static ProcessBuilder of(List<String> options, Class<?> main, String... arguments) {
    return of(options, List.of(), main, arguments);
  }

  /**
   * @param options of the JVM
   * @param added folders and jars that its class path has besides that of the tests
   */
  public static ProcessBuilder of(
      List<String> options, List<Path> added, Class<?> main, String... arguments) {
    List<String> classPath = new ArrayList<>();
    added.forEach(entry -> classPath.add(entry.toString()));
    classPath.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(String.join(File.pathSeparator, classPath));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }
}
