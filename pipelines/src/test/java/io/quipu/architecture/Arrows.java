package io.quipu.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.List;

/** Which of our own rooms may know which. */
final class Arrows {

  private Arrows() {}

  static List<Wall> walls(String root) {
    List<Wall> walls = new ArrayList<>();
    for (Module module : MODULES) {
      walls.add(module.wall(root));
    }
    for (String room : ENGINE_FREE) {
      walls.add(
          noArrow(root, "pipelines." + room, List.of("pipelines.beam", "pipelines.cli"), room));
    }
    walls.add(onlyPass(root, "pass", "PassKnowsStages"));
    walls.add(onlyPass(root, "beam", "BeamKnowsStages"));
    walls.add(
        new Wall(
            "no cycles between packages",
            slices().matching(root + ".(**)").should().beFreeOfCycles(),
            "CycleBack"));
    return walls;
  }

  /** Modules below pipelines: what each may not know. Maven holds these too, for whole modules. */
  private record Module(String room, List<String> mayNotKnow, String breaker) {
    Wall wall(String root) {
      return new Wall(
          room + " knows nothing of " + mayNotKnow,
          noClasses()
              .that()
              .resideInAPackage(within(root, room))
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(within(root, mayNotKnow)),
          breaker);
    }
  }

  private static final List<Module> MODULES =
      List.of(
          new Module("sources", others("sources"), "SourcesKnowsFilters"),
          new Module("filters", others("filters"), "FiltersKnowsDedup"),
          new Module("dedup", others("dedup"), "DedupKnowsTokenizer"),
          new Module("tokenizer", others("tokenizer"), "TokenizerKnowsSources"),
          new Module(
              "inference",
              List.of("sources", "filters", "dedup", "evaluation", "pipelines"),
              "InferenceKnowsEvaluation"),
          new Module(
              "evaluation",
              List.of("sources", "filters", "dedup", "pipelines"),
              "EvaluationKnowsFilters"));

  private static List<String> others(String room) {
    List<String> all =
        new ArrayList<>(
            List.of("sources", "filters", "dedup", "tokenizer", "inference", "evaluation"));
    all.remove(room);
    all.add("pipelines");
    return all;
  }

  /** Rooms of pipelines that know neither how parts travel nor who asked. */
  private static final List<String> ENGINE_FREE =
      List.of("recipe", "plan", "pass", "work", "stage", "mixture", "release", "inspect", "sample");

  private static Wall noArrow(String root, String from, List<String> to, String room) {
    String breaker = Character.toUpperCase(room.charAt(0)) + room.substring(1) + "KnowsTheEngine";
    return new Wall(
        from + " knows nothing of " + to,
        noClasses()
            .that()
            .resideInAPackage(within(root, from))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(within(root, to)),
        breaker);
  }

  /** Of pipelines, these know passes only: no recipes, rules or formats. */
  private static Wall onlyPass(String root, String room, String breaker) {
    String pipelines = root + ".pipelines.";
    return new Wall(
        "pipelines." + room + " knows of pipelines.pass only",
        classes()
            .that()
            .resideInAPackage(pipelines + room + "..")
            .should()
            .onlyDependOnClassesThat(
                new DescribedPredicate<JavaClass>("are passes, its own, or not of pipelines") {
                  @Override
                  public boolean test(JavaClass target) {
                    String name = target.getPackageName() + ".";
                    return !name.startsWith(pipelines)
                        || name.startsWith(pipelines + "pass.")
                        || name.startsWith(pipelines + room + ".");
                  }
                }),
        breaker);
  }

  static String within(String root, String room) {
    return root + "." + room + "..";
  }

  static String[] within(String root, List<String> rooms) {
    return rooms.stream().map(room -> within(root, room)).toArray(String[]::new);
  }
}
