package io.quipu.core.signal;

/** Something measured of a document; its name is unique among all steps. */
public sealed interface Signal permits NumberSignal, LabelSignal, SpanSignal {
  String name();

  /** The same signal under another name. */
  Signal named(String other);
}
