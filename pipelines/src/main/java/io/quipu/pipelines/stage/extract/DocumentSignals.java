package io.quipu.pipelines.stage.extract;

import io.quipu.core.document.Document;
import io.quipu.core.signal.LabelSignal;
import io.quipu.core.signal.SignalRow;
import io.quipu.pipelines.recipe.ExtractSignals;
import io.quipu.sources.web.Sites;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Measures the signals that extract sets on every document: {@link ExtractSignals}. */
public final class DocumentSignals {

  private DocumentSignals() {}

  public static void measure(Document document, SignalRow row) {
    SortedMap<String, String> extra = document.extra();
    String url = extra.get(Document.Extra.URL);
    set(row, ExtractSignals.URL, url);
    set(row, ExtractSignals.SITE, url == null ? null : Sites.registrableDomain(url));
    set(row, ExtractSignals.TIME, extra.get(Document.Extra.TIME));
    set(row, ExtractSignals.LICENSE, extra.get(Document.Extra.LICENSE));
    set(row, ExtractSignals.LANGUAGE_HINT, extra.get(Document.Extra.LANGUAGE));
    row.set(ExtractSignals.LENGTH, document.text().codePointCount(0, document.text().length()));
  }

  private static void set(SignalRow row, LabelSignal signal, @Nullable String value) {
    if (value == null) {
      row.setUndefined(signal);
    } else {
      row.set(signal, value);
    }
  }
}
