package io.quipu.filters.pii;

import io.quipu.core.signal.LabelSignal;
import io.quipu.core.signal.NumberSignal;
import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.step.Annotator;
import io.quipu.core.text.DocumentView;
import io.quipu.core.text.Segmentations;
import io.quipu.core.text.Segments;
import java.util.List;

/**
 * Whether a page ties a person to contact data. A line <em>discloses</em> if it holds what looks
 * like a person's name ({@link PersonNames}) and a telephone number or an e-mail address whose
 * local part names no role ({@code info}, {@code sales}, ...). A company's contact page, which
 * names roles and places, does not. Own definition: Llama 2 (Touvron et al. 2023, <a
 * href="https://arxiv.org/abs/2307.09288">arXiv:2307.09288</a>, section 2.1) says that sites with
 * much personal data were removed, not how they were told.
 */
public final class PiiDisclosure implements Annotator {

  public static final NumberSignal COUNT = new NumberSignal("pii_disclosures", "lines", "never");
  public static final LabelSignal KINDS =
      new LabelSignal(
          "pii_disclosure_kinds",
          "what is disclosed: email, phone or email+phone",
          "no disclosure");
  public static final LabelSignal EXAMPLE =
      new LabelSignal("pii_disclosure_example", "one disclosing line, masked", "no disclosure");

  public static final List<Signal> SIGNALS = List.of(COUNT, KINDS, EXAMPLE);

  private static final WordSet ROLES = WordSet.load("role_local_parts.txt");

  private final PiiScanner scanner = new PiiScanner();
  private final PersonNames names = new PersonNames();
  private final MaskedLine mask = new MaskedLine();

  @Override
  public void annotate(DocumentView view, SignalRow row) {
    char[] text = view.characters();
    PiiSpans spans = scanner.scan(text, view.text().length());
    Segments lines = view.segments(Segmentations.LINES);
    int disclosing = 0;
    boolean emails = false;
    boolean phones = false;
    String example = "";
    int span = 0;
    for (int line = 0; line < lines.count() && span < spans.size(); line++) {
      int first = span;
      boolean email = false;
      boolean phone = false;
      for (; span < spans.size() && spans.start(span) < lines.end(line); span++) {
        phone |= spans.kind(span) == PiiKind.PHONE;
        email |= isPersonal(text, spans, span);
      }
      if ((email || phone) && namesSomebody(text, lines, line, spans, first, span)) {
        if (disclosing == 0) {
          example = mask.of(text, lines.start(line), lines.end(line), spans, first, span);
        }
        disclosing++;
        emails |= email;
        phones |= phone;
      }
    }
    row.set(COUNT, disclosing);
    if (disclosing == 0) {
      row.setUndefined(KINDS);
      row.setUndefined(EXAMPLE);
    } else {
      row.set(KINDS, !phones ? "email" : emails ? "email+phone" : "phone");
      row.set(EXAMPLE, example);
    }
  }

  /** Whether the part of the line outside its spans [first, last) holds a name. */
  private boolean namesSomebody(
      char[] text, Segments lines, int line, PiiSpans spans, int first, int last) {
    int from = lines.start(line);
    for (int s = first; s < last; s++) {
      if (names.find(text, from, spans.start(s))) {
        return true;
      }
      from = spans.end(s);
    }
    return names.find(text, from, lines.end(line));
  }

  /** Whether a span is an address whose local part, up to its first mark or digit, is no role. */
  private static boolean isPersonal(char[] text, PiiSpans spans, int span) {
    if (spans.kind(span) != PiiKind.EMAIL) {
      return false;
    }
    int end = spans.start(span);
    while (Character.isLetter(text[end])) {
      end++;
    }
    return !ROLES.contains(text, spans.start(span), end);
  }
}
