package io.quipu.pipelines.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** What {@code --help} prints, for tests of other packages. */
public final class HelpTexts {

  private HelpTexts() {}

  /** By command line. */
  public static Map<String, String> all() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("quipu --help", help("--help"));
    for (Subcommand subcommand : Subcommands.table().rows()) {
      String name = subcommand.name();
      texts.put("quipu " + name + " --help", help(name, "--help"));
    }
    return texts;
  }

  private static String help(String... args) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(text, false, UTF_8)) {
      Quipu.run(new Console(InputStream.nullInputStream(), out, out, false), args);
    }
    return text.toString(UTF_8);
  }
}
