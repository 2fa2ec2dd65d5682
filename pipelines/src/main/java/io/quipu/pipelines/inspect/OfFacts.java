package io.quipu.pipelines.inspect;

import io.quipu.pipelines.inspect.facts.RunAccounts;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** A section by how its facts are read, and how they are shown. */
record OfFacts<F extends Record>(
    String name, Section.Reader<F> facts, Function<? super F, List<String>> text)
    implements Section {

  @Override
  public Content of(RunAccounts run) throws IOException {
    F read = facts.read(run);
    return new Content() {
      @Override
      public Record facts() {
        return read;
      }

      @Override
      public List<String> text() {
        return text.apply(read);
      }
    };
  }
}
