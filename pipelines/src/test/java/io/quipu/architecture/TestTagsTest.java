package io.quipu.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the build leaves out of a normal run. */
class TestTagsTest {

  @Test
  void everyTestOnAClusterIsTaggedSlow() {
    List<JavaClass> tests =
        new ClassFileImporter()
                .withImportOption(location -> location.contains("ClusterIT"))
                .importPackages("io.quipu.pipelines")
                .stream()
                .filter(type -> type.getSimpleName().endsWith("ClusterIT"))
                .toList();
    assertThat(tests).hasSizeGreaterThanOrEqualTo(2);
    assertThat(tests)
        .allSatisfy(
            type ->
                assertThat(type.tryGetAnnotationOfType(Tag.class).map(Tag::value))
                    .as(type.getName())
                    .contains("slow"));
  }
}
