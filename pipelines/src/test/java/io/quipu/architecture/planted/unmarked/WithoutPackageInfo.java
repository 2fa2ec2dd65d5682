package io.quipu.architecture.planted.unmarked;

/** Breaks a wall on purpose: its package has no package-info. */
public record WithoutPackageInfo() {}
