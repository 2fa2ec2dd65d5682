package io.quipu.pipelines.work.part;

import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.pipelines.work.Column;
import io.quipu.pipelines.work.ColumnType;
import io.quipu.pipelines.work.Outcome;
import io.quipu.pipelines.work.TableSchema;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * docs/formats/part-files.md has a table for each kind of part file, of what its class declares.
 */
class FormatDocsTest {

  private static final Path DOCS = Path.of("../docs/formats/part-files.md");
  private static final Pattern HEADING = Pattern.compile("### `?([^`]+?)`?( of .+)?");
  private static final Pattern ROW = Pattern.compile("\\| `[^`]+` \\| [a-z ]+ \\| .*\\|");

  @Test
  void everyKindHasATableOfItsColumns() throws IOException {
    Map<String, List<String>> tables = tables();
    for (Kind kind : Kind.ALL) {
      assertThat(tables.get(kind.folder()))
          .as("%s should have below '### %s':\n%s", DOCS, kind, String.join("\n", rows(kind)))
          .isEqualTo(rows(kind));
    }
    assertThat(tables.keySet())
        .containsExactlyElementsOf(Kind.ALL.stream().map(Kind::folder).toList());
  }

  @Test
  void everyOutcomeIsListedWithItsNumber() throws IOException {
    String page = Files.readString(DOCS);
    for (Outcome outcome : Outcome.values()) {
      assertThat(page)
          .contains(
              "\n| "
                  + outcome.ordinal()
                  + " | `"
                  + outcome.name().toLowerCase(Locale.ROOT)
                  + "` |");
    }
  }

  @Test
  void everyClassThatDeclaresAKindIsListed() {
    List<String> owners =
        ReflectionSupport.findAllClassesInPackage(
                "io.quipu.pipelines", FormatDocsTest::declaresAKind, name -> true)
            .stream()
            .map(Class::getName)
            .toList();
    assertThat(owners)
        .containsExactlyInAnyOrderElementsOf(
            Kind.ALL.stream().map(kind -> kind.owner().getName()).toList());
  }

  /** Of main code. */
  private static boolean declaresAKind(Class<?> c) {
    return origin(c).equals(origin(TableSchema.class))
        && Arrays.stream(c.getDeclaredFields())
            .anyMatch(
                field ->
                    Modifier.isPublic(field.getModifiers())
                        && Modifier.isStatic(field.getModifiers())
                        && field.getType().equals(TableSchema.class));
  }

  private static URL origin(Class<?> c) {
    return c.getProtectionDomain().getCodeSource().getLocation();
  }

  private static List<String> rows(Kind kind) {
    return kind.ownColumns().stream().map(FormatDocsTest::row).toList();
  }

  private static String row(Column column) {
    return "| `" + column.name() + "` | " + type(column.type()) + " | " + column.meaning() + " |";
  }

  private static String type(ColumnType type) {
    return type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Rows of the tables below each heading of the third level, as they are. */
  private static Map<String, List<String>> tables() throws IOException {
    Map<String, List<String>> tables = new LinkedHashMap<>();
    List<String> rows = new ArrayList<>();
    for (String line : Files.readAllLines(DOCS)) {
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        rows = new ArrayList<>();
        tables.put(line.substring(4).replace("`", ""), rows);
      } else if (line.startsWith("## ")) {
        rows = new ArrayList<>();
      } else if (ROW.matcher(line).matches()) {
        rows.add(line);
      }
    }
    return tables;
  }
}
