package io.quipu.core.step;

/** Measures, edits or decides. One instance belongs to one thread. */
public sealed interface DocumentStep permits Annotator, Modifier, Rule {}
