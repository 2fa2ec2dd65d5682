package io.quipu.pipelines.recipe;

import io.quipu.core.signal.LabelSignal;
import io.quipu.core.signal.NumberSignal;
import io.quipu.core.signal.Signal;
import java.util.List;

/** What extract measures of every document, so that any rule may use it. */
public final class ExtractSignals {

  public static final LabelSignal URL =
      new LabelSignal("url", "address of the document", "the source gives none");
  public static final LabelSignal SITE =
      new LabelSignal("site", "registrable domain of the address", "there is no address");
  public static final LabelSignal TIME =
      new LabelSignal("time", "ISO 8601 time of the document, UTC", "the source gives none");
  public static final LabelSignal LICENSE =
      new LabelSignal("license", "licence that the document states", "it states none");
  public static final LabelSignal LANGUAGE_HINT =
      new LabelSignal("language_hint", "language that the source states", "it states none");
  public static final NumberSignal LENGTH =
      new NumberSignal("length", "characters (code points)", "never");

  /** All of them, in the order of their columns. */
  public static final List<Signal> ALL = List.of(URL, SITE, TIME, LICENSE, LANGUAGE_HINT, LENGTH);

  private ExtractSignals() {}
}
