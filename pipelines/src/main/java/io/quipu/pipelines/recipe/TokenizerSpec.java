package io.quipu.pipelines.recipe;

import io.quipu.pipelines.recipe.bind.NamedFile;
import java.util.List;
import java.util.Optional;

/** Where the vocabulary comes from. */
public sealed interface TokenizerSpec {

  /** The file that holds the vocabulary, if one does. */
  default List<NamedFile> files() {
    return List.of();
  }

  /** The name of a vocabulary that Quipu knows. */
  default Optional<String> known() {
    return Optional.empty();
  }

  /** A vocabulary that Quipu knows by name, as {@code cl100k_base}. */
  record Named(String name) implements TokenizerSpec {
    @Override
    public Optional<String> known() {
      return Optional.of(name);
    }
  }

  /** A vocabulary file: SentencePiece, Hugging Face or tiktoken. */
  record InFile(String file) implements TokenizerSpec {
    @Override
    public List<NamedFile> files() {
      return List.of(new NamedFile("tokenizer.file", file));
    }
  }

  /** The vocabulary inside a GGUF model. */
  record InModel(String model) implements TokenizerSpec {
    @Override
    public List<NamedFile> files() {
      return List.of(new NamedFile("tokenizer.model", model));
    }
  }
}
