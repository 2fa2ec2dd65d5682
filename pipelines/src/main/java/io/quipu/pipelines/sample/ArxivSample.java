package io.quipu.pipelines.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Submissions as arXiv's bulk tar has them: one TeX file each, or a tar of several. */
final class ArxivSample {

  private static final String SOURCE = "arxiv";
  private static final String FILE = "arXiv_src_2101_001.tar";
  private static final int SUBMISSIONS = 26;

  private final long seed;
  private final Truth truth;

  ArxivSample(long seed, Truth truth) {
    this.seed = seed;
    this.truth = truth;
  }

  void write(Path folder) throws IOException {
    SortedMap<String, byte[]> entries = new TreeMap<>();
    for (int n = 0; n < SUBMISSIONS; n++) {
      String key = key(n);
      Prose prose = new Prose(new Draw(seed, "arxiv " + n));
      String system = prose.noun();
      byte[] tex = Packing.utf8(paper(system, prose));
      entries.put("2101/" + key + ".gz", Packing.gzip(n % 3 == 0 ? several(tex, prose) : tex));
      facts(SOURCE + "/" + key, system);
    }
    odd(entries, SUBMISSIONS, ".pdf", Packing.utf8("%PDF-1.5\n"), "skipped", "pdf_only");
    odd(
        entries,
        SUBMISSIONS + 1,
        ".gz",
        Packing.gzip(
            Packing.utf8(
                "\\documentclass{article}\n"
                    + "\\begin{document}This paper was withdrawn.\\end{document}\n")),
        "skipped",
        "no_section");
    SortedMap<String, byte[]> figures = new TreeMap<>();
    figures.put("figure.eps", Packing.utf8("%!PS-Adobe-3.0\n"));
    odd(
        entries,
        SUBMISSIONS + 2,
        ".gz",
        Packing.gzip(Packing.tar("", figures)),
        "skipped",
        "no_tex");
    byte[] whole =
        Packing.gzip(Packing.utf8(paper("lost", new Prose(new Draw(seed, "arxiv cut")))));
    odd(
        entries,
        SUBMISSIONS + 3,
        ".gz",
        Arrays.copyOf(whole, whole.length / 2),
        "failed",
        "truncated_gzip");
    Files.createDirectories(folder);
    Files.write(folder.resolve(FILE), Packing.tar("", entries));
  }

  private void odd(
      SortedMap<String, byte[]> entries,
      int number,
      String suffix,
      byte[] bytes,
      String fact,
      String reason) {
    entries.put("2101/" + key(number) + suffix, bytes);
    truth.fact(SOURCE + "/" + key(number), fact, "reason", reason);
  }

  private static String key(int number) {
    return String.format(Locale.ROOT, "2101.9%04dv1", number);
  }

  private void facts(String id, String system) {
    truth.fact(id, "present", "text", "\\emph{" + system + "-machine}");
    truth.fact(id, "absent", "text", "\\sys");
    truth.fact(id, "absent", "text", "remark to myself");
    truth.fact(id, "absent", "text", "\\bibitem");
  }

  /**
   * @param system what a macro stands for
   */
  private static String paper(String system, Prose prose) {
    return "\\documentclass{article}\n\\newcommand{\\sys}{\\emph{"
        + system
        + "-machine}}\n\\title{"
        + prose.noun()
        + "}\n\\begin{document}\n\\maketitle\n"
        + section(prose, "Introduction")
        + section(prose, "Method")
        + "% remark to myself: "
        + prose.sentence()
        + "\n"
        + section(prose, "Results")
        + "\\begin{thebibliography}{9}\n\\bibitem{a} "
        + prose.sentence()
        + "\n\\end{thebibliography}\n\\end{document}\n";
  }

  private static String section(Prose prose, String title) {
    return "\\section{"
        + title
        + "}\n"
        + prose.paragraph(90)
        + " We call it \\sys{} % remark to myself\n and find that\n"
        + "\\begin{equation}\n  x_{i} = \\sum_{j=1}^{n} \\alpha_{j} y_{ij}\n\\end{equation}\n"
        + prose.paragraph(60)
        + " A share of 20\\% is enough.\n\n"
        + prose.paragraph(50)
        + "\n\n";
  }

  private static byte[] several(byte[] tex, Prose prose) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put("main.tex", tex);
    files.put(
        "part/appendix.tex", Packing.utf8("\\section{Details}\n" + prose.article().text() + "\n"));
    files.put("figure.eps", Packing.utf8("%!PS-Adobe-3.0\n"));
    files.put("refs.bib", Packing.utf8("@book{a, title={" + prose.noun() + "}}\n"));
    return Packing.tar("", files);
  }
}
