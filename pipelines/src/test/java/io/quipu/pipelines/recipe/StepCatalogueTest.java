package io.quipu.pipelines.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.core.signal.NumberSignal;
import io.quipu.core.signal.Signal;
import io.quipu.core.step.Annotator;
import io.quipu.core.step.StepBundle;
import io.quipu.core.step.StepDefinition;
import io.quipu.filters.FilterSteps;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepCatalogueTest {

  private static final String BUNDLE =
      """
      package user;
      import io.quipu.core.signal.NumberSignal;
      import io.quipu.core.step.*;
      import java.util.List;
      public class Bundle implements StepBundle {
        record Config(int minStars, String word) {}
        static final NumberSignal STARS = new NumberSignal("SIGNAL", "stars", "never");
        public List<StepDefinition<?>> steps() {
          return List.of(StepDefinition.annotator("STEP", 4, "", "", "", List.of(STARS),
              new Config(2, "w"),
              (config, resources) -> (Annotator) (view, row) -> row.set(STARS, config.minStars())));
        }
      }
      """;

  @TempDir private Path folder;

  private Path jar(String name, String step, String signal) throws IOException {
    Path source = Files.createDirectories(folder.resolve(name + ".d/user")).resolve("Bundle.java");
    Files.writeString(source, BUNDLE.replace("STEP\"", step + "\"").replace("SIGNAL", signal));
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                source.toString());
    assertThat(failed).isZero();
    Path jar = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (String file : List.of("Bundle.class", "Bundle$Config.class")) {
        entries.putNextEntry(new JarEntry("user/" + file));
        Files.copy(source.resolveSibling(file), entries);
      }
      entries.putNextEntry(new JarEntry("META-INF/services/" + StepBundle.class.getName()));
      entries.write("user.Bundle\n".getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }

  private static List<String> signals(StepCatalogue catalogue, String step) {
    StepDefinition<?> definition = catalogue.step(step).orElseThrow();
    return definition.writes(definition.defaults()).stream().map(Signal::name).toList();
  }

  @Test
  void holdsQuipusOwnSteps() {
    StepCatalogue catalogue = StepCatalogue.empty().with("Quipu", new FilterSteps());
    assertThat(catalogue.steps())
        .extracting(StepDefinition::name)
        .contains("gopher_dolma_words", "pii");
    assertThat(catalogue.ruleSet("gopher_dolma")).isPresent();
    assertThat(catalogue.step("gopher_dolma")).isEmpty();
  }

  @Test
  void loadsBundlesOfOneClassNameSideBySide() throws IOException {
    StepCatalogue catalogue =
        Fixtures.CATALOGUE.withJars(
            List.of(jar("a.jar", "stars", "s1"), jar("b.jar", "moons", "s2")));
    assertThat(signals(catalogue, "stars")).containsExactly("s1");
    assertThat(signals(catalogue, "moons")).containsExactly("s2");
    assertThat(catalogue.step("words")).isPresent();
    assertThat(Fixtures.CATALOGUE.step("stars")).isEmpty();
  }

  @Test
  void refusesTwoStepsOfOneNameNamingBothJars() throws IOException {
    List<Path> jars = List.of(jar("a.jar", "stars", "s1"), jar("b.jar", "stars", "s2"));
    assertThatThrownBy(() -> Fixtures.CATALOGUE.withJars(jars))
        .hasMessage("two steps are named stars: one in a.jar, one in b.jar");
  }

  @Test
  void refusesTwoMeasuresOfOneSignalNamingBoth() throws IOException {
    List<Path> jars = List.of(jar("a.jar", "stars", "word_count"));
    assertThatThrownBy(() -> Fixtures.CATALOGUE.withJars(jars))
        .hasMessage("the signal word_count is measured by stars of a.jar and words of Quipu");
    List<Path> clash = List.of(jar("b.jar", "stars", "url"));
    assertThatThrownBy(() -> Fixtures.CATALOGUE.withJars(clash))
        .hasMessage("the signal url is measured by stars of b.jar and extract");
  }

  @Test
  void refusesAStepWhoseNameIsNoWord() throws IOException {
    List<Path> jars = List.of(jar("a.jar", "My Step", "s1"));
    assertThatThrownBy(() -> Fixtures.CATALOGUE.withJars(jars))
        .hasMessageStartingWith("a.jar has a step of the name My Step; a name is lower_snake");
  }

  @Test
  void refusesAConfigurationThatNoRecipeCanHold() {
    record Itself(List<Itself> more) {}
    record Odd(Path path) {}
    for (Record config : List.of(new Itself(List.of()), new Odd(folder))) {
      StepBundle bundle =
          () ->
              List.of(
                  StepDefinition.annotator(
                      "odd",
                      1,
                      "",
                      "",
                      "",
                      List.of(new NumberSignal("oddity", "", "never")),
                      config,
                      (c, resources) -> (Annotator) (view, row) -> {}));
      assertThatThrownBy(() -> Fixtures.CATALOGUE.with("odd.jar", bundle))
          .hasMessageStartingWith(
              "odd.jar has the step odd, whose configuration no recipe can hold");
    }
  }

  @Test
  void refusesAStepWhoseOwnKeyWouldHideThePrefixOfItsSignals() {
    record Taken(String as) {}
    StepBundle bundle =
        () ->
            List.of(
                StepDefinition.annotator(
                    "odd",
                    1,
                    "",
                    "",
                    "",
                    List.of(new NumberSignal("oddity", "", "never")),
                    new Taken("a"),
                    (c, resources) -> (Annotator) (view, row) -> {}));
    assertThatThrownBy(() -> Fixtures.CATALOGUE.with("odd.jar", bundle))
        .hasMessage(
            "odd.jar has the step odd, whose configuration has the key as, which every step has"
                + " already; give it another name");
  }

  @Test
  void refusesAJarWithoutABundleAndAFileThatIsNoJar() throws IOException {
    Path empty = folder.resolve("empty.jar");
    new JarOutputStream(Files.newOutputStream(empty)).close();
    Path text = Files.writeString(folder.resolve("text.jar"), "no jar");
    for (Path jar : List.of(empty, text)) {
      assertThatThrownBy(() -> Fixtures.CATALOGUE.withJars(List.of(jar)))
          .hasMessage(
              "the bundle "
                  + jar.getFileName()
                  + " names no class in META-INF/services/io.quipu.core.step.StepBundle");
    }
  }

  @Test
  void refusesABundleThatNamesAClassItDoesNotHave() throws IOException {
    Path jar = folder.resolve("broken.jar");
    try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(jar))) {
      entries.putNextEntry(new JarEntry("META-INF/services/" + StepBundle.class.getName()));
      entries.write("user.Nobody\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThatThrownBy(() -> Fixtures.CATALOGUE.withJars(List.of(jar)))
        .hasMessageStartingWith("the bundle broken.jar does not load: ")
        .hasMessageContaining("user.Nobody");
  }

  @Test
  void givesARecipeTheStepsOfItsBundlesAndOfTheirCopies() throws IOException, RecipeException {
    Path jar = jar("a.jar", "stars", "s1");
    String yaml =
        Fixtures.HEAD
            + "bundles: [a.jar]\nstages: [annotate: {steps: [{stars: {min_stars: 5}}]}]\n";
    Recipe recipe = Fixtures.READER.read(yaml, folder).recipe();
    StepUse use = ((AnnotateStage) recipe.stages().get(0)).steps().get(0);
    assertThat(use.definition().version()).isEqualTo(4);
    assertThat(use.config()).hasToString("Config[minStars=5, word=w]");

    Path copy = Files.copy(jar, folder.resolve("0123abcd"));
    String json = ResolvedRecipe.of(recipe, new TreeMap<>()).json();
    CheckedRecipe again = Fixtures.READER.fromCanonicalJson(json, bundle -> copy);
    assertThat(ResolvedRecipe.of(again.recipe(), new TreeMap<>()).json()).isEqualTo(json);
    assertThat(again.catalogue().step("stars")).isPresent();
  }
}
