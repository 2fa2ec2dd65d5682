package io.quipu.filters.pii;

import io.quipu.core.signal.NumberSignal;
import io.quipu.core.signal.Signal;
import io.quipu.core.signal.SignalRow;
import io.quipu.core.signal.SpanSignal;
import io.quipu.core.step.Annotator;
import io.quipu.core.text.DocumentView;
import java.util.List;

/** Marks e-mail addresses, IP addresses and telephone numbers, and counts them. */
final class PiiAnnotator implements Annotator {

  public static final SpanSignal EMAILS = new SpanSignal("pii_email", "e-mail addresses");
  public static final SpanSignal IPS = new SpanSignal("pii_ip", "global IP addresses");
  public static final SpanSignal PHONES = new SpanSignal("pii_phone", "telephone numbers");
  public static final NumberSignal EMAIL_COUNT =
      new NumberSignal("pii_email_count", "spans", "never");
  public static final NumberSignal IP_COUNT = new NumberSignal("pii_ip_count", "spans", "never");
  public static final NumberSignal PHONE_COUNT =
      new NumberSignal("pii_phone_count", "spans", "never");

  public static final List<Signal> SIGNALS =
      List.of(EMAILS, IPS, PHONES, EMAIL_COUNT, IP_COUNT, PHONE_COUNT);

  private final PiiScanner scanner = new PiiScanner();

  @Override
  public void annotate(DocumentView view, SignalRow row) {
    PiiSpans spans = scanner.scan(view.characters(), view.text().length());
    row.setMeasured(EMAILS);
    row.setMeasured(IPS);
    row.setMeasured(PHONES);
    for (int i = 0; i < spans.size(); i++) {
      row.add(signal(spans.kind(i)), spans.start(i), spans.end(i), 1.0);
    }
    row.set(EMAIL_COUNT, row.spanCount(EMAILS));
    row.set(IP_COUNT, row.spanCount(IPS));
    row.set(PHONE_COUNT, row.spanCount(PHONES));
  }

  private static SpanSignal signal(PiiKind kind) {
    return switch (kind) {
      case EMAIL -> EMAILS;
      case IP -> IPS;
      case PHONE -> PHONES;
    };
  }
}
