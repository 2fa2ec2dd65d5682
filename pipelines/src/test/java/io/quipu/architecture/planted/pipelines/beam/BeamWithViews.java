package io.quipu.architecture.planted.pipelines.beam;

import org.apache.beam.sdk.values.PCollectionView;

/** Breaks a wall on purpose. */
public record BeamWithViews(PCollectionView<String> known) {}
