package io.quipu.sources.arxiv;

import static io.quipu.sources.testing.Made.gzip;
import static io.quipu.sources.testing.Made.tar;
import static io.quipu.sources.testing.Made.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.core.document.Document;
import io.quipu.sources.bytes.DamageException;
import io.quipu.sources.record.Extraction;
import io.quipu.sources.record.Input;
import io.quipu.sources.record.Range;
import io.quipu.sources.record.ReadRequest;
import io.quipu.sources.testing.BytesInput;
import io.quipu.sources.testing.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArxivSourceTest {

  private static final String PAPER =
      "\\documentclass{article} % preamble\n\\newcommand{\\kn}{knot}\n\\begin{document}\n"
          + "\\section{Intro}\nA \\kn{} is 50\\% rope.% comment\n\\bibliography{refs}\nnot this\n";
  private static final String TEXT = "\\section{Intro}\nA knot{} is 50\\% rope.";

  private static Outcome read(Map<String, byte[]> entries) throws IOException {
    return Outcome.of(
        "arxiv", new BytesInput("arXiv_src_2101_001.tar", tar(new TreeMap<>(entries))));
  }

  @Test
  void readsSingleFilesAndProjectsOfABulkTar() throws IOException {
    byte[] project =
        tar(
            Map.of(
                "b.tex",
                utf8("\\section{B}b"),
                "a.tex",
                utf8("\\section{A}a"),
                "fig.eps",
                utf8("%!PS"),
                "main.bbl",
                utf8("\\section{no}")));
    Outcome outcome =
        read(
            Map.of(
                "2101/2101.00001.gz", gzip(utf8(PAPER)),
                "2101/2101.00002v3.tar.gz", gzip(project),
                "2101/hep-th9901001.gz", gzip(project)));
    assertThat(outcome.keys()).containsExactly("2101.00001", "2101.00002v3", "hep-th/9901001");
    assertThat(outcome.texts())
        .containsExactly(TEXT, "\\section{A}a\n\\section{B}b", "\\section{A}a\n\\section{B}b");
    assertThat(outcome.documents())
        .extracting(d -> d.extra().get(Document.Extra.URL))
        .containsExactly(
            "https://arxiv.org/abs/2101.00001",
            "https://arxiv.org/abs/2101.00002v3",
            "https://arxiv.org/abs/hep-th/9901001");
  }

  @Test
  void readsOneSubmissionByItself() throws IOException {
    byte[] packed = gzip(tar(Map.of("x/paper.tex", utf8(PAPER))));
    Outcome outcome = Outcome.of("arxiv", new BytesInput("in/my_paper.tar.gz", packed));
    assertThat(outcome.texts()).containsExactly(TEXT);
    assertThat(outcome.keys()).containsExactly("my_paper");
  }

  @Test
  void saysWhyASubmissionIsNoDocument() throws IOException {
    Outcome outcome =
        read(
            Map.of(
                "1.pdf", utf8("%PDF"),
                "2.gz", utf8("no gzip"),
                "3.gz", gzip(utf8("just text")),
                "4.gz", gzip(tar(Map.of("a.sty", utf8("x")))),
                "5.gz", gzip(utf8("%PDF-1.4")),
                "6.txt", utf8("x"),
                "7.gz", gzip(tar(Map.of("../../a.tex", utf8(PAPER)))),
                "8.gz",
                    gzip(
                        utf8(
                            "\\def\\a{\\b\\b}\\def\\b{\\c\\c}\\def\\c{"
                                + "x".repeat(9000)
                                + "}"
                                + "\\section{A}"
                                + "\\a ".repeat(1000)))));
    assertThat(outcome.reasons())
        .containsExactly(
            "pdf_only",
            "corrupt_gzip",
            "no_section",
            "no_tex",
            "pdf_only",
            "not_a_submission",
            "path_traversal",
            "macros_too_long");
  }

  @Test
  void endsInOneFailureWhereverABulkTarIsCut() throws IOException {
    byte[] whole = tar(new TreeMap<>(Map.of("1.gz", gzip(utf8(PAPER)), "2.gz", gzip(utf8(PAPER)))));
    int content = 2 * 1024; // then the end mark and its padding
    for (int length = 1; length < content; length += 7) {
      byte[] cut = Arrays.copyOf(whole, length);
      Outcome outcome = Outcome.of("arxiv", new BytesInput("bulk.tar", cut));
      assertThat(outcome.failed()).as("cut to %s", length).hasSize(1);
      assertThat(outcome.all()).as("cut to %s", length).hasSizeLessThanOrEqualTo(3);
    }
  }

  @Test
  void readsWhatIsNoUtf8AsLatin1AndSaysSo() throws IOException {
    byte[] latin = "\\section{É} tél".getBytes(StandardCharsets.ISO_8859_1);
    Document document = read(Map.of("2101.00001.gz", gzip(latin))).document();
    assertThat(document.text()).isEqualTo("\\section{É} tél");
    assertThat(document.extra().get("latin1_files")).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void rangesOfABulkTarTogetherAreTheWhole(long seed) throws IOException {
    Random random = new Random(seed);
    Map<String, byte[]> entries = new TreeMap<>();
    for (int i = 0; i < 12; i++) {
      String longName = random.nextInt(3) == 0 ? "long/".repeat(40) : "";
      byte[] paper = gzip(utf8("\\section{S}" + "x".repeat(random.nextInt(3000)) + i));
      entries.put(longName + "2101.0000" + (char) ('a' + i) + ".gz", paper);
    }
    Input input = new BytesInput("bulk.tar", tar(entries));
    Outcome whole = Outcome.of("arxiv", input);
    assertThat(whole.documents()).hasSize(12);
    for (int target : new int[] {1, 600, 3_000, 10_000}) {
      List<Range> ranges = Outcome.reader("arxiv").split(input, target);
      assertThat(ranges).hasSizeGreaterThan(target < 1000 ? 5 : 0);
      List<Extraction> parts = new ArrayList<>();
      for (Range range : ranges) {
        parts.addAll(Outcome.of("arxiv", input, range, ReadRequest.of("test")).all());
      }
      assertThat(parts).as("seed %s, target %s", seed, target).isEqualTo(whole.all());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "a % b                          ~ a",
        "a \\% b                        ~ a \\% b",
        "a \\\\% b                      ~ a \\\\",
      })
  void commentsEndWithTheLine(String tex, String expected) {
    assertThat(Latex.withoutComments(tex).strip()).isEqualTo(expected.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "\\newcommand{\\x}{V}\\section{S} \\x, \\x{} \\xy   ~ \\section{S} V, V{} \\xy",
        "\\newcommand*\\x{V}\\section{S} \\x                ~ \\section{S} V",
        "\\def\\x{a{b}c}\\section{S} \\x                    ~ \\section{S} a{b}c",
        "\\newcommand{\\x}[1]{V#1}\\section{S} \\x{a}       ~ \\section{S} \\x{a}",
        "\\def\\x#1{V}\\section{S} \\x                      ~ \\section{S} \\x",
        "\\def\\x{\\y}\\def\\y{V}\\section{S} \\x           ~ \\section{S} V",
        "\\section{S} \\def\\x{V} \\x                       ~ \\section{S} \\def\\x{V} V",
        "\\section*{S} a \\appendix b                       ~ \\section*{S} a",
        "\\section{S} a \\begin{thebibliography} b          ~ \\section{S} a",
        "\\section{S} a \\bibliographystyle{x} b            ~ \\section{S} a \\bibliographystyle{x}"
            + " b",
        "text before \\sectionmark \\subsection[s]{S} a     ~ \\subsection[s]{S} a",
      })
  void inlinesMacrosAndCutsWhatFrames(String tex, String expected) throws DamageException {
    assertThat(Latex.text(new TreeMap<>(Map.of("a.tex", tex)))).isEqualTo(expected);
  }

  @Test
  void aCommentEndsWithItsLineWhateverEndsALine() throws DamageException {
    String tex = "% old\r\\section{S} a % b\r\nc\rd";
    assertThat(Latex.text(new TreeMap<>(Map.of("a.tex", tex)))).isEqualTo("\\section{S} a \nc\nd");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "a \\iffalse b \\fi c                            ~ a  c",
        "a \\iffalse b \\else c \\fi d                    ~ a  c  d",
        "a \\iffalse b \\ifx x \\else y \\fi c \\fi d       ~ a  d",
        "a \\ifx b \\iffalse c \\fi d \\else e \\fi f       ~ a \\ifx b  d \\else e \\fi f",
        "a \\iffalse b \\iffalse c \\fi d \\else e \\fi f   ~ a  e  f",
        "a \\iffalse $b \\iff c$ \\ifthenelse{x}{y}{z} \\fi d ~ a  d",
        "a \\iffalse \\newif\\ifdraft b \\fi c              ~ a  c",
        "a \\iffalse b \\\\fi c \\fi d                    ~ a  d",
        "a \\iffalse b                                  ~ a \\iffalse b",
        "a \\fi \\else b                                ~ a \\fi \\else b",
        "a \\iffalse b \\iffalse c \\fi d                ~ a \\iffalse b  d",
      })
  void leavesOutWhatIffalseTakesOut(String tex, String expected) {
    assertThat(Latex.withoutFalseBranches(tex).strip()).isEqualTo(expected.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "a \\input{sec/b.tex} c           ~ a  c",
        "a|\\input {b}|\\include{c}|d     ~ a|d",
        "a|\\input b|c                   ~ a|c",
        "\\includegraphics{a} \\inputx{b} ~ \\includegraphics{a} \\inputx{b}",
        "a \\\\input{b}                    ~ a \\\\input{b}",
        "a \\input\\file                  ~ a \\input\\file",
        "a \\input{b                      ~ a \\input{b",
        "a \\include                      ~ a \\include",
      })
  void leavesOutTheNamesOfFilesToBePutIn(String tex, String expected) {
    assertThat(Latex.withoutInputs(tex.replace('|', '\n')).strip())
        .isEqualTo(expected.replace('|', '\n').strip());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\iffalse ", "\\fi ", "\\ifx", "\\else ", "\\input{", "\\input ", "\\"})
  void isLinearInWhatIsRepeated(String unit) {
    String tex = "\\iffalse \\section{S}" + unit.repeat(4_000_000 / unit.length());
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(60), () -> Latex.text(new TreeMap<>(Map.of("a.tex", tex))));
  }

  @Test
  void readsCopiesOfThePaperOnlyIfNoOtherFileHasASection() throws DamageException {
    String paper = "\\section{A} a";
    String copy = ".show/compile/paper.tex";
    String difference = "\\section{A} \\DIFdel{b}\\DIFadd{a}";
    assertThat(
            Latex.text(
                new TreeMap<>(
                    Map.of(copy, paper, "x/.y.tex", paper, "d.tex", difference, "p.tex", paper))))
        .isEqualTo(paper);
    assertThat(Latex.text(new TreeMap<>(Map.of(copy, paper, "m.tex", "\\def\\x{y}"))))
        .isEqualTo(paper);
    assertThat(Latex.text(new TreeMap<>(Map.of("d.tex", difference)))).isEqualTo(difference);
    assertThat(Latex.text(new TreeMap<>(Map.of("./p.tex", paper, "../q.tex", paper))))
        .isEqualTo(paper + "\n" + paper);
  }

  @Test
  void macrosThatCallThemselvesEnd() {
    String tex = "\\def\\a{\\a\\a}\\section{S} \\a";
    assertThatThrownBy(() -> Latex.text(new TreeMap<>(Map.of("a.tex", tex.repeat(100)))))
        .isInstanceOf(DamageException.class);
  }
}
