package io.quipu.sources.wikipedia;

import io.quipu.sources.bytes.Codec;
import io.quipu.sources.bytes.DamageException;
import io.quipu.sources.bytes.DecodedStream;
import io.quipu.sources.record.ExtractionLimits;
import io.quipu.sources.record.Input;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * What a dump says of its wiki before the first page.
 *
 * @param name {@code dbname}; older dumps have none, then it is made of the host ({@code enwiki})
 * @param urlPrefix of every page; null if the dump does not state its base
 * @param language of the wiki, after its {@code xml:lang}
 * @param hidden lower-case names of the namespaces whose links show no text: files and categories
 */
record WikiSite(
    String name, @Nullable String urlPrefix, @Nullable String language, Set<String> hidden) {

  private static final int HEAD_BYTES = 1 << 18;

  /**
   * @throws DamageException {@code not_a_dump} if there is no {@code mediawiki} element, or the
   *     bytes are damaged
   */
  static WikiSite of(Input input, Codec codec, ExtractionLimits limits) throws IOException {
    String head;
    try (DecodedStream in = new DecodedStream(input, codec, 0, limits)) {
      byte[] bytes = new byte[HEAD_BYTES];
      int filled = 0;
      int n = 0;
      try {
        while (filled < HEAD_BYTES && (n = in.read(bytes, filled, HEAD_BYTES - filled)) > 0) {
          filled += n;
        }
      } catch (DamageException e) {
        if (filled == 0) {
          throw e;
        } // else the pages will tell
      }
      head = new String(bytes, 0, filled, StandardCharsets.UTF_8);
    }
    if (!head.contains("<mediawiki")) {
      throw new DamageException("not_a_dump", "no mediawiki element in the first bytes");
    }
    int page = head.indexOf("<page>");
    return parse(page < 0 ? head : head.substring(0, page), input.name());
  }

  private static WikiSite parse(String head, String inputName) {
    String base = between(head, "<base>", "</base>");
    String prefix = null;
    String host = "";
    if (base != null && base.startsWith("http") && base.indexOf('/', 8) > 0) {
      prefix = base.substring(0, base.lastIndexOf('/') + 1);
      host = base.substring(base.indexOf("://") + 3, base.indexOf('/', 8));
    }
    String name = between(head, "<dbname>", "</dbname>");
    if (name == null || name.isBlank()) {
      name = nameOf(host, inputName);
    }
    return new WikiSite(name, prefix, between(head, "xml:lang=\"", "\""), hidden(head));
  }

  // en.wikipedia.org is enwiki, de.wiktionary.org is dewiktionary
  private static String nameOf(String host, String inputName) {
    String[] labels = host.split("\\.", -1);
    if (labels.length >= 3) {
      String project = labels[1].equals("wikipedia") ? "wiki" : labels[1];
      return labels[0].replace('-', '_') + project;
    }
    String file = inputName.substring(inputName.lastIndexOf('/') + 1);
    int dash = file.indexOf('-');
    return dash > 0 ? file.substring(0, dash) : file;
  }

  private static Set<String> hidden(String head) {
    Set<String> hidden = new TreeSet<>(Set.of("file", "image", "category", "media"));
    for (String key : new String[] {"-2", "6", "14"}) {
      String element = between(head, "<namespace key=\"" + key + "\"", "</namespace>");
      if (element != null) {
        hidden.add(element.substring(element.indexOf('>') + 1).toLowerCase(Locale.ROOT));
      }
    }
    return Collections.unmodifiableSet(hidden);
  }

  /** Whether the prefix of a link names the wiki of a language. */
  static boolean isLanguage(String namespace) {
    for (int i = 0; i < namespace.length(); i++) {
      char c = namespace.charAt(i);
      if ((c < 'a' || c > 'z') && !(c == '-' && i >= 2)) {
        return false;
      }
    }
    int letters = namespace.indexOf('-') < 0 ? namespace.length() : namespace.indexOf('-');
    return letters == 2 || letters == 3 || namespace.equals("simple");
  }

  private static @Nullable String between(String text, String open, String close) {
    int from = text.indexOf(open);
    int to = from < 0 ? -1 : text.indexOf(close, from + open.length());
    return to < 0 ? null : Parser.unescapeEntities(text.substring(from + open.length(), to), false);
  }
}
