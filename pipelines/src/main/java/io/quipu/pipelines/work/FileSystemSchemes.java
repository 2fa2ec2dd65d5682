package io.quipu.pipelines.work;

import java.lang.reflect.Method;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.FileSystemRegistrar;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** The schemes of all Beam file systems on the class path. */
final class FileSystemSchemes {

  private static final SortedSet<String> KNOWN = known();

  private FileSystemSchemes() {}

  /**
   * Checks that there is a file system for a path.
   *
   * @throws UnknownScheme if there is none
   */
  static void check(String path) throws UnknownScheme {
    if (StoragePath.isUri(path)) {
      String scheme = path.substring(0, path.indexOf(':')).toLowerCase(Locale.ROOT);
      if (!KNOWN.contains(scheme)) {
        throw new UnknownScheme(path, scheme, KNOWN);
      }
    }
  }

  private static SortedSet<String> known() {
    SortedSet<String> known = new TreeSet<>();
    PipelineOptions options = PipelineOptionsFactory.create();
    for (FileSystemRegistrar registrar : ServiceLoader.load(FileSystemRegistrar.class)) {
      for (FileSystem<?> system : registrar.fromOptions(options)) {
        known.add(scheme(system).toLowerCase(Locale.ROOT));
      }
    }
    return known;
  }

  /** Beam knows it and does not tell: the method is protected. */
  private static String scheme(FileSystem<?> system) {
    try {
      Method getter = FileSystem.class.getDeclaredMethod("getScheme");
      getter.setAccessible(true);
      return (String) getter.invoke(system);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Beam's FileSystem has no getScheme() any more", e);
    }
  }
}
