package io.quipu.sources.testing;

import static io.quipu.sources.testing.Made.bzip2;
import static io.quipu.sources.testing.Made.gzip;
import static io.quipu.sources.testing.Made.html;
import static io.quipu.sources.testing.Made.join;
import static io.quipu.sources.testing.Made.page;
import static io.quipu.sources.testing.Made.response;
import static io.quipu.sources.testing.Made.tar;
import static io.quipu.sources.testing.Made.utf8;
import static io.quipu.sources.testing.Made.warcRecord;
import static io.quipu.sources.testing.Made.zip;

import com.github.luben.zstd.Zstd;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Small sound inputs of each kind, in each form that it reads. */
public final class Samples {

  private static final String PARAGRAPH =
      "A paragraph of main content has more words than a menu, and it ends as sentences do.";

  private Samples() {}

  /** Of a kind; each has a document. */
  public static List<BytesInput> of(String kind) {
    return switch (kind) {
      case "jsonl", "c4" -> lines("a.jsonl");
      case "books" -> books();
      case "wikipedia" -> wikipedia();
      case "warc" -> warc();
      case "arxiv" -> arxiv();
      case "github" -> github();
      case "every_nth_line" -> lines("a.txt");
      default -> throw new AssertionError("no sample of the kind " + kind + "; add some here");
    };
  }

  private static List<BytesInput> lines(String name) {
    byte[] plain =
        utf8(
            "{\"id\":\"a\",\"text\":\"one \\ud83d\",\"url\":\"http://a.example/\"}\r\n\n"
                + "{\"text\":\"tw\u00f6 \ud83d\ude00\",\"timestamp\":\"2020-01-01T00:00:00Z\"}\n"
                + "{\"text\":\"\"}\n"
                + "{broken\n"
                + "[1]\n"
                + "{\"txt\":1}\n"
                + "{\"text\":\"last\",\"n\":{\"m\":1}}");
    return compressed(name, plain);
  }

  private static List<BytesInput> compressed(String name, byte[] plain) {
    return List.of(
        new BytesInput(name, plain),
        new BytesInput(name + ".gz", join(gzip(plain), gzip(utf8("\n")))),
        new BytesInput(name + ".bz2", bzip2(plain)),
        new BytesInput(name + ".zst", Zstd.compress(plain)));
  }

  private static List<BytesInput> books() {
    byte[] book =
        utf8(
            "The Project Gutenberg eBook of A\n\n*** START OF THE PROJECT GUTENBERG EBOOK A ***\n"
                + "Chapter 1\n\nOnce.\n*** END OF THE PROJECT GUTENBERG EBOOK A ***\nLicence\n");
    return List.of(
        new BytesInput("a.txt", book),
        new BytesInput("a.txt.gz", gzip(book)),
        lines("a.jsonl").get(0));
  }

  private static List<BytesInput> wikipedia() {
    StringBuilder xml = new StringBuilder();
    xml.append(
        "<mediawiki><siteinfo><dbname>xxwiki</dbname><base>https://xx.example/wiki/A</base>");
    xml.append("<namespaces><namespace key=\"0\" /></namespaces></siteinfo>\n");
    for (int i = 1; i <= 3; i++) {
      xml.append("<page><title>T").append(i).append("</title><ns>").append(i / 3);
      xml.append("</ns><id>").append(i).append("</id><revision><id>9</id>");
      xml.append("<timestamp>2020-01-01T00:00:00Z</timestamp><model>wikitext</model>");
      xml.append("<text>An '''article''' of [[words|w\u00f6rds]] &amp; {{t|x}}.</text>");
      xml.append("</revision></page>\n");
    }
    byte[] plain = utf8(xml.append("</mediawiki>\n").toString());
    byte[][] streams = new byte[3][];
    for (int i = 0; i < streams.length; i++) {
      int third = plain.length / 3;
      streams[i] =
          bzip2(Arrays.copyOfRange(plain, i * third, i == 2 ? plain.length : (i + 1) * third));
    }
    return List.of(
        new BytesInput("d.xml", plain),
        new BytesInput("d.xml.gz", gzip(plain)),
        new BytesInput("d.xml.bz2", join(streams)));
  }

  private static List<BytesInput> warc() {
    byte[] chunked =
        utf8(
            Integer.toHexString(html("B", PARAGRAPH).length())
                + "\r\n"
                + html("B", PARAGRAPH)
                + "\r\n0\r\n\r\n");
    byte[][] records = {
      warcRecord("warcinfo", "urn:0", "", "application/warc-fields", utf8("a: b\r\n")),
      page("urn:1", "http://a.example/", PARAGRAPH),
      response(
          "urn:2",
          "http://b.example/",
          "Content-Type: text/html\r\nTransfer-Encoding: chunked",
          chunked),
      response(
          "urn:3",
          "http://c.example/",
          "Content-Type: text/html\r\nContent-Encoding: gzip",
          gzip(utf8(html("C", PARAGRAPH)))),
      response("urn:4", "http://d.example/", "Content-Type: image/png", new byte[40])
    };
    byte[][] members = new byte[records.length][];
    for (int i = 0; i < records.length; i++) {
      members[i] = gzip(records[i]);
    }
    byte[] block =
        join(
            utf8("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"), utf8(html("A", PARAGRAPH)));
    String version = "1 0 test\nURL IP-address Archive-date Content-type Archive-length\n";
    String head = "filedesc://a.arc 0.0.0.0 20240506070809 text/plain " + version.length() + "\n";
    String url = "http://a.example/ 1.2.3.4 20240506070809 text/html " + block.length + "\n";
    byte[] arc = join(utf8(head + version + "\n" + url), block, utf8("\n"));
    return List.of(
        new BytesInput("a.warc", join(records)),
        new BytesInput("a.warc.gz", join(members)),
        new BytesInput("whole.warc.gz", gzip(join(records))),
        new BytesInput("a.arc", arc));
  }

  private static List<BytesInput> arxiv() {
    byte[] tex =
        utf8(
            "\\documentclass{a}\\newcommand{\\x}{y}\\begin{document}\\section{A} \\x % no\n"
                + "\\begin{equation}a\\end{equation}\\bibliography{b}\\end{document}");
    Map<String, byte[]> project = new LinkedHashMap<>();
    project.put("main.tex", join(tex, new byte[] {'\n', (byte) 0xe9}));
    project.put("fig.png", new byte[30]);
    byte[] submission = gzip(tar(project));
    Map<String, byte[]> bulk = new LinkedHashMap<>();
    bulk.put("2101/", new byte[0]);
    bulk.put("2101/2101.00001.gz", gzip(tex));
    bulk.put("2101/2101.00002.gz", submission);
    bulk.put("2101/2101.00003.pdf", utf8("%PDF-1.5"));
    bulk.put("../2101.00004.gz", gzip(tex));
    return List.of(
        new BytesInput("bulk.tar", tar(bulk)), new BytesInput("2101.00005v2.tar.gz", submission));
  }

  private static List<BytesInput> github() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("r-main/a.py", utf8("print('\u00e4')\n"));
    files.put("r-main/b.java", utf8("class B {}\n"));
    files.put("r-main/c.bin", new byte[20]);
    files.put("r-main/d.py", new byte[20]);
    byte[] plain = tar(files);
    return List.of(
        new BytesInput("o/r.tar", plain),
        new BytesInput("o/r.tar.gz", gzip(plain)),
        new BytesInput("o/r.zip", zip(files, "0123456789abcdef0123456789abcdef01234567")));
  }
}
