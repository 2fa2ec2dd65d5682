package io.quipu.pipelines.wall;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A user's jar of steps, compiled in the test. */
public final class TestBundle {

  private static final String SERVICE = "META-INF/services/io.quipu.core.step.StepBundle";

  /** Steps that a stranger might write, good and bad. */
  private static final String SOURCE =
      """
      package stranger;

      import io.quipu.core.signal.*;
      import io.quipu.core.step.*;
      import io.quipu.core.text.DocumentView;
      import java.io.*;
      import java.util.*;

      public final class Steps implements StepBundle {
        static final NumberSignal VOWELS = new NumberSignal("vowels", "letters", "never");
        static final LabelSignal LANGUAGE = new LabelSignal("toy_language", "most lines", "no lines");
        static final NumberSignal HITS = new NumberSignal("hits", "words", "never");
        static final NumberSignal CUT = new NumberSignal("cut_lines", "lines", "never");
        static final NumberSignal FRAGILE = new NumberSignal("fragile_size", "units", "never");

        @Override
        public List<StepDefinition<?>> steps() {
          return List.of(
              step("vowels", List.of(VOWELS), new Annotator() {
                public void annotate(DocumentView view, SignalRow row) {
                  row.set(VOWELS, view.text().chars().filter(c -> "aeiou".indexOf(c) >= 0).count());
                }
              }),
              step("toy_language", List.of(LANGUAGE), new Annotator() {
                public void annotate(DocumentView view, SignalRow row) {
                  long german = view.text().lines().filter(l -> l.startsWith("de:")).count();
                  long english = view.text().lines().filter(l -> l.startsWith("en:")).count();
                  if (german + english == 0) row.setUndefined(LANGUAGE);
                  else row.set(LANGUAGE, german > english ? "de" : "en");
                }
              }),
              step("fragile", List.of(FRAGILE), new Annotator() {
                public void annotate(DocumentView view, SignalRow row) {
                  if (view.text().contains("boom")) throw new IllegalStateException(view.text());
                  if (view.text().contains("deep")) annotate(view, row);
                  if (!view.text().contains("lazy")) row.set(FRAGILE, view.text().length());
                }
              }),
              step("slow", List.of(), (Modifier) (view, row, edits) -> {
                try {
                  Thread.sleep(40);
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              }),
              step("lazy_tail", List.of(), (Modifier) (view, row, edits) ->
                edits.replace(view.text().length() - 1, view.text().length(), "lazy", "cut")),
              step("two_lines", List.of(), (Modifier) (view, row, edits) -> {
                int at = view.text().indexOf("<two>");
                if (at >= 0) edits.replace(at, at + 5, "said before\\nonly here", "cut");
              }),
              new StepDefinition<Listed>(
                  "listed", 1, "words of a list", "", "", config -> List.of(),
                  config -> List.of(HITS), config -> List.of(config.file()), Role.MEASURES,
                  List.of(), new Listed(""), Steps::listed),
              step("cut_hashes", List.of(CUT), (MeasuringModifier) (view, row, edits) -> {
                int at = 0;
                int cut = 0;
                for (String line : view.text().split("\\n", -1)) {
                  int end = Math.min(at + line.length() + 1, view.text().length());
                  if (line.startsWith("#") && end > at) {
                    edits.replace(at, end, "", "cut");
                    cut++;
                  }
                  at = end;
                }
                row.set(CUT, cut);
              }),
              step("clumsy", List.of(), (Modifier) (view, row, edits) -> {
                if (view.text().contains("clumsy")) {
                  edits.replace(0, view.text().length() + 7, "", "cut");
                }
              }));
        }

        record Listed(String file) {}

        record Words(Set<String> words) {
          static Words read(InputStream in) {
            Set<String> words = new HashSet<>();
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(in))) {
              for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isBlank()) throw new IllegalArgumentException("a line without a word");
                words.add(line);
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            return new Words(words);
          }
        }

        private static DocumentStep listed(Listed config, Resources resources) {
          Words list = resources.shared(config.file(), Words.class, Words::read);
          return (Annotator) (view, row) ->
              row.set(
                  HITS,
                  Arrays.stream(view.text().split(" ")).filter(list.words()::contains).count());
        }

        @Override
        public List<RuleSet> ruleSets() {
          Rule loud = (id, row) ->
              row.number(VOWELS) > 3
                  ? new Decision.Drop("too_loud", "vowels", "many", "<= 3")
                  : Decision.Keep.KEEP;
          return List.of(new RuleSet("loudness", 1, "few vowels", "", "", List.of(loud)));
        }

        private static StepDefinition<NoConfig> step(
            String name, List<Signal> writes, DocumentStep step) {
          return new StepDefinition<>(
              name, 1, name, "", "", config -> List.of(), config -> writes, config -> List.of(),
              Role.of(step), List.of("cut"), NoConfig.INSTANCE, (config, resources) -> step);
        }
      }
      """;

  private static byte[] jar = {};

  private TestBundle() {}

  /** Writes the jar; the same bytes each time. */
  public static Path jar(Path folder, String name) throws IOException {
    return Files.write(folder.resolve(name), bytes(folder));
  }

  private static synchronized byte[] bytes(Path folder) throws IOException {
    if (jar.length == 0) {
      jar = pack(compile(folder));
    }
    return jar;
  }

  private static Path compile(Path folder) throws IOException {
    Path classes = Files.createTempDirectory(folder, "bundle-");
    Path source = Files.createDirectories(classes.resolve("stranger")).resolve("Steps.java");
    Files.writeString(source, SOURCE);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of("-cp", path, "-d", classes.toString(), "-proc:none", "-encoding", "UTF-8");
      if (!compiler
          .getTask(null, files, null, options, null, files.getJavaFileObjects(source))
          .call()) {
        throw new IllegalStateException("the bundle does not compile");
      }
    }
    return classes.resolve("stranger");
  }

  private static byte[] pack(Path classes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream out = new JarOutputStream(bytes);
        Stream<Path> compiled = Files.list(classes)) {
      add(out, SERVICE, "stranger.Steps\n".getBytes(StandardCharsets.UTF_8));
      for (Path file : compiled.sorted().filter(f -> f.toString().endsWith(".class")).toList()) {
        add(out, "stranger/" + file.getFileName(), Files.readAllBytes(file));
      }
    }
    return bytes.toByteArray();
  }

  private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
    JarEntry entry = new JarEntry(name);
    entry.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0));
    out.putNextEntry(entry);
    out.write(content);
    out.closeEntry();
  }
}
