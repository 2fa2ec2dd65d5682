package io.quipu.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.quipu.architecture.Arrows.within;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** What no class does, because the published bytes or the next reader would suffer. */
final class Habits {

  private Habits() {}

  static List<Wall> walls(String root) {
    return List.of(
        new Wall(
            "environment and system properties are read in pipelines.cli only",
            nobodyOutsideCli(root, Set.of(), ENVIRONMENT),
            "ReadsTheEnvironment"),
        new Wall(
            "no clock and no unseeded randomness",
            nobodyOutsideCli(root, CLOCK_READERS, CLOCKS_AND_DICE),
            "ThrowsDice"),
        new Wall(
            "nobody prints but pipelines.cli",
            nobodyOutsideCli(root, PRINTERS, PRINTING),
            "Prints"),
        new Wall(
            "nobody relies on the locale or charset of the machine",
            nobodyOutsideCli(root, Set.of(), MACHINE_DEFAULTS),
            "FormatsByLocale"),
        new Wall(
            "java.util.logging is used nowhere",
            noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging.."),
            "LogsWithTheJdk"),
        new Wall(
            "every package is @NullMarked",
            classes().that().resideInAPackage(root + "..").should(beInANullMarkedPackage()),
            "WithoutPackageInfo"));
  }

  /** May see a clock or roll a die, since neither reaches a digest or a published byte. */
  private static final Set<String> CLOCK_READERS =
      Set.of(
          "pipelines.work.WorkFolder", // names of attempts: unique, in no digest
          "pipelines.work.WorkLock", // tells one holder of the lock from another
          "pipelines.driver.RecipeRun", // wall time in what a run reports
          "pipelines.run.Watchdog"); // a hung document fails its worker

  /** Says why before it halts the worker, whose log may be gone with it. */
  private static final Set<String> PRINTERS = Set.of("pipelines.run.Watchdog");

  private static final List<String> ENVIRONMENT =
      List.of(
          "java.lang.System.getenv(",
          "java.lang.System.getProperty(",
          "java.lang.System.getProperties(",
          "java.lang.System.setProperty(",
          "java.lang.System.setProperties(",
          "java.lang.System.clearProperty(",
          "java.lang.Boolean.getBoolean(",
          "java.lang.Integer.getInteger(",
          "java.lang.Long.getLong(");

  private static final List<String> CLOCKS_AND_DICE =
      List.of(
          "java.lang.Math.random(",
          "java.lang.System.currentTimeMillis(",
          "java.lang.System.nanoTime(",
          "java.security.SecureRandom.",
          "java.time.Clock.",
          "java.time.Instant.now(",
          "java.time.LocalDate.now(",
          "java.time.LocalDateTime.now(",
          "java.time.OffsetDateTime.now(",
          "java.time.Year.now(",
          "java.time.ZonedDateTime.now(",
          "java.util.Calendar.getInstance(",
          "java.util.Collections.shuffle(",
          "java.util.Date.<init>()",
          "java.util.Random.",
          "java.util.SplittableRandom.",
          "java.util.UUID.randomUUID(",
          "java.util.concurrent.ThreadLocalRandom.");

  private static final List<String> PRINTING =
      List.of(
          "java.lang.System.err",
          "java.lang.System.out",
          "java.lang.Throwable.printStackTrace()",
          "java.lang.Thread.dumpStack(");

  private static final List<String> MACHINE_DEFAULTS =
      List.of(
          "java.io.FileReader.<init>(java.io.File)",
          "java.io.FileReader.<init>(java.lang.String)",
          "java.io.FileWriter.<init>(java.io.File)",
          "java.io.FileWriter.<init>(java.lang.String)",
          "java.io.InputStreamReader.<init>(java.io.InputStream)",
          "java.io.OutputStreamWriter.<init>(java.io.OutputStream)",
          "java.lang.String.<init>([B)",
          "java.lang.String.format(java.lang.String,",
          "java.lang.String.formatted(",
          "java.lang.String.getBytes()",
          "java.lang.String.toLowerCase()",
          "java.lang.String.toUpperCase()",
          "java.util.Locale.getDefault(");

  private static ArchRule nobodyOutsideCli(String root, Set<String> allowed, List<String> targets) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackage(within(root, "pipelines.cli"))
        .and(
            new DescribedPredicate<JavaClass>("are none of " + allowed) {
              @Override
              public boolean test(JavaClass type) {
                return allowed.stream().noneMatch(a -> outermost(type).equals(root + "." + a));
              }
            })
        .should()
        .accessTargetWhere(
            new DescribedPredicate<JavaAccess<?>>("one of " + targets) {
              @Override
              public boolean test(JavaAccess<?> access) {
                String target = signature(access.getTarget());
                return targets.stream().anyMatch(target::startsWith);
              }
            });
  }

  private static String outermost(JavaClass type) {
    int dollar = type.getName().indexOf('$');
    return dollar < 0 ? type.getName() : type.getName().substring(0, dollar);
  }

  /** {@code java.lang.String.format(java.lang.String, [Ljava.lang.Object;)} without blanks. */
  private static String signature(AccessTarget target) {
    return target.getFullName().replace(" ", "");
  }

  private static ArchCondition<JavaClass> beInANullMarkedPackage() {
    return new ArchCondition<>("be in a package with @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        JavaPackage room = type.getPackage();
        if (!room.isAnnotatedWith(NullMarked.class)) {
          events.add(SimpleConditionEvent.violated(type, type.getName() + " is not @NullMarked"));
        }
      }
    };
  }
}
