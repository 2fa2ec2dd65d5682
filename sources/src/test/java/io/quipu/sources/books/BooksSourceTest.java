package io.quipu.sources.books;

import static io.quipu.sources.testing.Made.gzip;
import static io.quipu.sources.testing.Made.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quipu.sources.testing.BytesInput;
import io.quipu.sources.testing.Outcome;
import java.io.IOException;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BooksSourceTest {

  private static final String BOOK =
      "The Project Gutenberg EBook\r\n\r\n"
          + "*** START OF THIS PROJECT GUTENBERG EBOOK KNOTS ***\r\n\r\n"
          + "KNOTS\r\n\r\n"
          + "Once upon a time.\r\n\r\n"
          + "*** END OF THIS PROJECT GUTENBERG EBOOK KNOTS ***\r\n"
          + "Licence.\r\n";

  @Test
  void readsATextFileAsOneBookNamedAfterIt() throws IOException {
    Outcome outcome = Outcome.of("books", new BytesInput("pg/knots.txt", utf8(BOOK)));
    assertThat(outcome.texts()).containsExactly("KNOTS\n\nOnce upon a time.");
    assertThat(outcome.keys()).containsExactly("pg/knots.txt");
    assertThat(Outcome.of("books", new BytesInput("pg/knots.txt.gz", gzip(utf8(BOOK)))).texts())
        .isEqualTo(outcome.texts());
  }

  @Test
  void readsJsonLinesToo() throws IOException {
    byte[] line = utf8("{\"id\": \"pg1\", \"text\": \"" + BOOK.replace("\r\n", "\\r\\n") + "\"}\n");
    Outcome outcome = Outcome.of("books", new BytesInput("books.jsonl", line));
    assertThat(outcome.texts()).containsExactly("KNOTS\n\nOnce upon a time.");
    assertThat(outcome.keys()).containsExactly("pg1");
  }

  @ParameterizedTest
  @CsvSource({
    "*** START OF THE PROJECT GUTENBERG EBOOK X ***",
    "***START OF THIS PROJECT GUTENBERG EBOOK X***",
    "*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04.29.93*END*",
  })
  void knowsTheMarkersOfEachAge(String marker) {
    assertThat(Gutenberg.strip("Header\n" + marker + "\nBook\nEnd of Project Gutenberg's X\nend\n"))
        .isEqualTo("Book");
  }

  @Test
  void knowsTheMarkersWhateverEndsALine() throws IOException {
    byte[] old = utf8(BOOK.replace("\r\n", "\r"));
    assertThat(Outcome.of("books", new BytesInput("a.txt", old)).texts())
        .containsExactly("KNOTS\n\nOnce upon a time.");
  }

  @Test
  void cutsWhatOldFilesCallAnEtext() {
    for (String end :
        new String[] {
          "End of The Project Gutenberg Etext of Knots",
          "End of this " + "Project Gutenberg Etext",
          "*** END OF THE PROJECT GUTENBERG ETEXT ***"
        }) {
      assertThat(Gutenberg.strip("Book\n\n" + end + "\nsmall print\n")).isEqualTo("Book");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*** START OF THE PROJECT GUTENBERG EBOOK THE KNOTS OF THE UNITED\nSTATES ARMY, 1911***",
        "***START OF THE PROJECT GUTENBERG EBOOK A\nLONG\nTITLE*** \n",
        "*** START OF THIS PROJECT GUTENBERG EBOOK KNOTS ***\n",
        "*** START OF THIS PROJECT GUTENBERG EBOOK KNOTS\n\n",
      })
  void cutsAStartThatRunsOverSeveralLines(String start) {
    assertThat(Gutenberg.strip("Header\n" + start + "\nBook ***\nmore\n"))
        .isEqualTo("Book ***\nmore");
  }

  @Test
  void leavesATextWithoutMarkersAsItIs() {
    String text = "A book\n\nthat nobody framed.\n";
    assertThat(Gutenberg.strip(text)).isSameAs(text);
  }

  @Test
  void readsWhatIsNoUtf8AsWindows1252() throws IOException {
    byte[] bytes = "Ein Gürtel – fünf Knoten".getBytes(Charset.forName("windows-1252"));
    assertThat(Outcome.of("books", new BytesInput("a.txt", bytes)).texts())
        .containsExactly("Ein Gürtel – fünf Knoten");
  }
}
