package io.quipu.pipelines.recipe.bind;

/** A record of a recipe that knows what is wrong with it. */
public interface Checked {

  /** Reports what no recipe may say: values out of range, keys that exclude each other. */
  void check(Check check);
}
