package io.quipu.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
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
    for (Room room : ROOMS) {
      walls.add(room.wall(root));
    }
    walls.add(onlyPass(root, "pass", "PassKnowsStages"));
    walls.add(onlyPass(root, "beam", "BeamKnowsStages"));
    walls.add(
        new Wall(
            "no cycles between packages",
            slices().matching(root + ".(**)").should().beFreeOfCycles(),
            "CycleBack"));
    walls.add(
        new Wall(
            "no package holds more than " + MOST_CLASSES + " classes",
            classes().that().resideInAPackage(root + "..").should(liveInARoomOfItsSize()),
            "Crowd"));
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

  /** A package that holds more holds a second concept. */
  private static final int MOST_CLASSES = 40;

  private static ArchCondition<JavaClass> liveInARoomOfItsSize() {
    return new ArchCondition<>("live in a package of at most " + MOST_CLASSES + " classes") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        long classes =
            type.getPackage().getClasses().stream()
                .filter(c -> c.isTopLevelClass() && !c.getSimpleName().equals("package-info"))
                .count();
        if (type.isTopLevelClass() && classes > MOST_CLASSES) {
          events.add(
              SimpleConditionEvent.violated(
                  type, type.getName() + " is one of " + classes + " classes of its package"));
        }
      }
    };
  }

  /**
   * A room of pipelines, and those that it may know besides its own packages. A room's name covers
   * the packages below it.
   */
  private record Room(String name, List<String> knows, String breaker) {
    Wall wall(String root) {
      String pipelines = root + ".pipelines.";
      List<String> allowed = new ArrayList<>(knows);
      allowed.add(name);
      return new Wall(
          "pipelines." + name + " knows of pipelines " + allowed + " only",
          classes()
              .that()
              .resideInAPackage(pipelines + name + "..")
              .should()
              .onlyDependOnClassesThat(
                  new DescribedPredicate<JavaClass>("are of " + allowed) {
                    @Override
                    public boolean test(JavaClass target) {
                      String in = target.getPackageName() + ".";
                      return !in.startsWith(pipelines)
                          || allowed.stream().anyMatch(a -> in.startsWith(pipelines + a + "."));
                    }
                  }),
          breaker);
    }
  }

  private static final List<String> BELOW_RUN =
      List.of("recipe", "plan", "work", "pass", "mixture", "release");

  private static final List<String> BELOW_PART = with(BELOW_RUN, "run");

  private static final List<String> BELOW_LOCAL = with(BELOW_PART, "stage.part");

  private static final List<String> BELOW_STAGES = with(BELOW_LOCAL, "stage.narrow");

  private static final List<Room> ROOMS =
      List.of(
          new Room("recipe.bind", List.of(), "BindKnowsRecipes"),
          new Room("recipe", List.of(), "RecipeKnowsTheEngine"),
          new Room("plan", List.of("recipe"), "PlanKnowsTheEngine"),
          new Room("work", List.of("plan"), "WorkKnowsTheEngine"),
          new Room("mixture", List.of("recipe"), "MixtureKnowsTheEngine"),
          new Room("release", List.of("recipe", "plan", "work"), "ReleaseKnowsTheEngine"),
          new Room("run", BELOW_RUN, "RunKnowsStages"),
          new Room("stage.part", BELOW_PART, "PartKnowsLocal"),
          new Room("stage.narrow", BELOW_LOCAL, "LocalKnowsExtract"),
          new Room("stage.extract", BELOW_STAGES, "ExtractKnowsMix"),
          new Room("stage.identity", BELOW_STAGES, "IdentityKnowsMix"),
          new Room("stage.sites", BELOW_STAGES, "SitesKnowsMix"),
          new Room("stage.dedup", BELOW_STAGES, "DedupKnowsMix"),
          new Room("stage.mix", BELOW_STAGES, "MixKnowsShard"),
          new Room("stage.shard", with(BELOW_STAGES, "stage.mix"), "ShardKnowsEvaluate"),
          new Room("stage.evaluate", with(BELOW_STAGES, "stage.shard"), "EvaluateKnowsCommands"),
          new Room(
              "stage.publish",
              with(BELOW_STAGES, "stage.extract", "stage.mix", "stage.shard", "stage.evaluate"),
              "PublishKnowsSites"),
          new Room("stage", BELOW_PART, "StageKnowsTheEngine"),
          new Room("driver", with(BELOW_PART, "stage"), "DriverKnowsInspect"),
          new Room("inspect", with(BELOW_PART, "stage", "driver"), "InspectKnowsTheEngine"),
          new Room("sample", List.of("work"), "SampleKnowsTheEngine"));

  private static List<String> with(List<String> rooms, String... more) {
    List<String> all = new ArrayList<>(rooms);
    all.addAll(List.of(more));
    return List.copyOf(all);
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
