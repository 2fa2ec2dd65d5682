package io.quipu.pipelines.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build was made with, and the Java that runs it. */
final class Version implements IVersionProvider {

  private static final String FILE = "version.properties";

  @Override
  public String[] getVersion() throws IOException {
    try (InputStream in = Version.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing in Quipu's jar");
      }
      Properties build = new Properties();
      build.load(in);
      return new String[] {
        "quipu " + build.getProperty("version"),
        "Java " + System.getProperty("java.version") + ", " + System.getProperty("java.vm.name")
      };
    }
  }
}
