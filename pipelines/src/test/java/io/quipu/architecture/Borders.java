package io.quipu.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.quipu.architecture.Arrows.within;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;

/** Which library is known in which room. */
final class Borders {

  private Borders() {}

  static List<Wall> walls(String root) {
    return List.of(
        new Wall(
            "core depends on the JDK and JSpecify",
            classes()
                .that()
                .resideInAPackage(within(root, "core"))
                .and()
                .resideOutsideOfPackage(within(root, "core.text"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", within(root, "core")),
            "CoreKnowsALibrary"),
        new Wall(
            "core.text depends on the JDK, JSpecify and Lucene",
            classes()
                .that()
                .resideInAPackage(within(root, "core.text"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                    "java..", "org.jspecify..", "org.apache.lucene..", within(root, "core")),
            "TextKnowsALibrary"),
        only(root, "org.apache.beam..", List.of("pipelines.beam", "pipelines.work"), "StageOnBeam"),
        new Wall(
            "pipelines.work knows Beam's file systems only",
            noClasses()
                .that()
                .resideInAPackage(within(root, "pipelines.work"))
                .should()
                .dependOnClassesThat(
                    new DescribedPredicate<JavaClass>("are Beam's, but no file systems") {
                      @Override
                      public boolean test(JavaClass target) {
                        String name = target.getName();
                        return name.startsWith("org.apache.beam.")
                            && !name.startsWith("org.apache.beam.sdk.io.fs.")
                            && !name.startsWith("org.apache.beam.sdk.io.FileSystem")
                            && !name.startsWith("org.apache.beam.sdk.options.PipelineOptions");
                      }
                    }),
            "WorkOnPipelines"),
        only(root, "org.apache.flink..", List.of("pipelines.beam"), "StageOnFlink"),
        only(root, "org.apache.parquet..", List.of("pipelines.work"), "StageOnParquet"),
        only(root, "org.apache.hadoop..", List.of("pipelines.work"), "StageOnHadoop"),
        only(root, "picocli..", List.of("pipelines.cli"), "StageOnPicocli"),
        only(root, "org.slf4j..", List.of("pipelines"), "FiltersOnSlf4j"),
        only(root, "org.snakeyaml..", List.of("pipelines.recipe"), "StageOnYaml"),
        new Wall(
            "the parts of Beam that differ from runner to runner are used nowhere",
            noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .dependOnClassesThat(
                    new DescribedPredicate<JavaClass>(
                        "are CoGroupByKey, FileIO, views, state, timers or splittable DoFns") {
                      @Override
                      public boolean test(JavaClass target) {
                        return FORBIDDEN.stream().anyMatch(target.getName()::startsWith);
                      }
                    }),
            "BeamWithViews"));
  }

  private static final List<String> FORBIDDEN =
      List.of(
          "org.apache.beam.sdk.transforms.join.",
          "org.apache.beam.sdk.io.FileIO",
          "org.apache.beam.sdk.io.WriteFiles",
          "org.apache.beam.sdk.io.TextIO",
          "org.apache.beam.sdk.io.AvroIO",
          "org.apache.beam.sdk.transforms.View",
          "org.apache.beam.sdk.values.PCollectionView",
          "org.apache.beam.sdk.state.",
          "org.apache.beam.sdk.transforms.splittabledofn.");

  private static Wall only(String root, String library, List<String> rooms, String breaker) {
    return new Wall(
        library + " is known in " + rooms + " only",
        noClasses()
            .that()
            .resideInAPackage(root + "..")
            .and()
            .resideOutsideOfPackages(within(root, rooms))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library),
        breaker);
  }
}
