package io.quipu.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each wall stands in what is shipped, and falls when somebody breaks it. */
class WallsTest {

  private static final JavaClasses SHIPPED = Rooms.shipped();
  private static final JavaClasses PLANTED = Rooms.planted();

  private static List<Wall> walls(String root) {
    return Stream.of(Arrows.walls(root), Borders.walls(root), Habits.walls(root))
        .flatMap(List::stream)
        .toList();
  }

  static List<Wall> walls() {
    return walls(Rooms.ROOT);
  }

  static List<Wall> plantedWalls() {
    return walls(Rooms.PLANTED_ROOT);
  }

  @ParameterizedTest
  @MethodSource("walls")
  void stands(Wall wall) {
    wall.rule().check(SHIPPED);
  }

  @ParameterizedTest
  @MethodSource("plantedWalls")
  void isSeenToFallWhenBroken(Wall wall) {
    EvaluationResult result = wall.rule().evaluate(PLANTED);
    assertThat(result.hasViolation()).as("violation of: %s", wall).isTrue();
    assertThat(result.getFailureReport().toString()).contains(wall.plantedBreaker());
  }
}
