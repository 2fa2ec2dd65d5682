package io.quipu.pipelines.sample;

import java.util.List;
import java.util.Locale;

/**
 * Program code that looks as such, in several languages: functions that do little under names that
 * promise more.
 */
enum CodeFile {
  JAVA(
      "java",
      "/** %2$s */\n"
          + "  static int %1$s(int[] values, int limit) {\n"
          + "    int sum = 0;\n"
          + "    for (int value : values) {\n"
          + "      if (value > limit) {\n"
          + "        sum += value - %3$d;\n"
          + "      }\n"
          + "    }\n"
          + "    return sum;\n"
          + "  }\n"),
  PYTHON(
      "py",
      "def %1$s(values, limit):\n    \"\"\"%2$s\"\"\"\n    total = 0\n    for value in values:\n"
          + "        if value > limit:\n            total += value - %3$d\n    return total\n\n"),
  C(
      "c",
      "/* %2$s */\n"
          + "int %1$s(const int *values, int count, int limit) {\n"
          + "  int sum = 0;\n"
          + "  for (int i = 0; i < count; i++) {\n"
          + "    if (values[i] > limit) sum += values[i] - %3$d;\n"
          + "  }\n"
          + "  return sum;\n"
          + "}\n\n"),
  GO(
      "go",
      "// %2$s\n"
          + "func %1$s(values []int, limit int) int {\n"
          + "\tsum := 0\n"
          + "\tfor _, value := range values {\n"
          + "\t\tif value > limit {\n"
          + "\t\t\tsum += value - %3$d\n"
          + "\t\t}\n"
          + "\t}\n"
          + "\treturn sum\n"
          + "}\n\n"),
  JAVASCRIPT(
      "js",
      "// %2$s\n"
          + "export function %1$s(values, limit) {\n"
          + "  return values\n"
          + "    .filter((value) => value > limit)\n"
          + "    .reduce((sum, value) => sum + value - %3$d, 0);\n"
          + "}\n\n");

  static final List<CodeFile> ALL = List.of(values());

  private final String extension;
  private final String function;

  /**
   * @param function format of a function: its name, a comment, a number
   */
  CodeFile(String extension, String function) {
    this.extension = extension;
    this.function = function;
  }

  /** Path of a file named after its purpose. */
  String path(Prose prose, int number) {
    String name = prose.noun() + "_" + prose.noun() + number;
    return "src/" + (this == JAVA ? type(name) : name) + "." + extension;
  }

  String text(Prose prose, int functions, String path) {
    StringBuilder text = new StringBuilder();
    String name = path.substring(path.lastIndexOf('/') + 1, path.lastIndexOf('.'));
    switch (this) {
      case JAVA ->
          text.append("package org.sample.")
              .append(prose.noun())
              .append(";\n\nfinal class ")
              .append(name)
              .append(" {\n\n");
      case PYTHON ->
          text.append("\"\"\"").append(prose.sentence()).append("\"\"\"\n\nimport sys\n\n");
      case C -> text.append("#include <stdio.h>\n\n");
      case GO -> text.append("package ").append(prose.noun()).append("\n\n");
      default -> text.append("'use strict';\n\n");
    }
    for (int f = 0; f < functions; f++) {
      String called =
          prose.verb()
              + (this == PYTHON || this == C ? "_" + prose.noun() : type(prose.noun()))
              + f;
      String indent = this == JAVA ? "  " : "";
      text.append(indent)
          .append(String.format(Locale.ROOT, function, called, prose.sentence(), 3 + f))
          .append('\n');
    }
    return text.append(this == JAVA ? "}\n" : "").toString();
  }

  private static String type(String name) {
    StringBuilder type = new StringBuilder();
    for (String part : name.split("_")) {
      type.append(Prose.capital(part));
    }
    return type.toString();
  }
}
