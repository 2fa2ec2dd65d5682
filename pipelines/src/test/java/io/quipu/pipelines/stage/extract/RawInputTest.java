package io.quipu.pipelines.stage.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawInputTest {

  @TempDir Path folder;

  @BeforeEach
  void makeFiles() throws IOException {
    for (String name : List.of("in/a/x.gz", "in/b/x.gz", "in/y.jar", "recipes/r.yaml")) {
      Files.createDirectories(folder.resolve(name).getParent());
      Files.writeString(folder.resolve(name), "x");
    }
  }

  private List<String> names(String... globs) throws IOException {
    String base = folder.resolve("recipes").toString();
    return RawInput.find("s", List.of(globs), base).stream().map(RawInput::name).toList();
  }

  @Test
  void aNameIsWhatStandsBehindTheFixedPrefixHoweverTheGlobIsWritten() throws IOException {
    List<String> names = List.of("a/x.gz", "b/x.gz");
    assertThat(names("../in/*/*.gz")).isEqualTo(names);
    assertThat(names("./../recipes/../in/*/*.gz")).isEqualTo(names);
    assertThat(names(folder + "/in/*/*.gz")).isEqualTo(names);
    assertThat(names("file://" + folder + "/in/*/*.gz")).isEqualTo(names);
    assertThat(names("file:" + folder + "/in/*/*.gz")).isEqualTo(names);
    assertThat(names("../in/a/x.gz", "../in/y.jar")).containsExactly("x.gz", "y.jar");
  }

  @Test
  void refusesTwoInputsOfOneName() {
    assertThatThrownBy(() -> names("../in/a/*.gz", "../in/b/*.gz"))
        .hasMessageContaining("two inputs are named x.gz");
  }
}
