package io.quipu.pipelines.recipe;

import io.quipu.pipelines.recipe.bind.Binder;
import io.quipu.pipelines.recipe.bind.Names;
import io.quipu.pipelines.recipe.bind.Problems;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of one record of a recipe alone: ranges, names, keys that exclude each other.
 */
final class LocalChecks {

  static final List<String> FIGURES = List.of("bits_per_byte", "nll", "perplexity");

  /** Stages of every recipe, and folders that stand beside those of stages. */
  static final Set<String> TAKEN =
      Set.of("extract", "identity", "tokenize", "mix", "shard", "evaluate", "publish");

  private final Problems problems;
  private final KnownNames known;

  LocalChecks(Problems problems, KnownNames known) {
    this.problems = problems;
    this.known = known;
  }

  void inspect(Record record, String path) {
    if (record instanceof SourceSpec source) {
      source(source, path);
    } else if (record instanceof StageSpec stage) {
      stage(stage, path);
    } else if (record instanceof DedupMethod.Paragraph paragraph) {
      atLeast(path + ".min_characters", paragraph.minCharacters(), 1);
    } else if (record instanceof DedupMethod.MinHash minHash) {
      oneOf(path + ".preset", "preset", minHash.preset(), known.presets());
      double threshold = minHash.threshold();
      if (threshold <= 0 || threshold > 1) {
        problems.error(path + ".threshold", "must be above 0 and at most 1, not " + threshold);
      }
    } else if (record instanceof MixtureSpec mixture) {
      mixture(mixture, path);
    } else if (record instanceof EvaluateSpec evaluate) {
      filled(path + ".model", evaluate.model());
      atLeast(path + ".documents", evaluate.documents(), 1);
      evaluate.gates().forEach((figure, gate) -> gate(path + ".gates." + figure, figure, gate));
    } else if (record instanceof PublishSpec publish) {
      filled(path + ".to", publish.to());
    }
  }

  void tokenizer(TokenizerSpec tokenizer) {
    if (tokenizer instanceof TokenizerSpec.Named named) {
      oneOf("tokenizer", "tokenizer", named.name(), known.tokenizers());
    } else if (tokenizer instanceof TokenizerSpec.InFile inFile) {
      filled("tokenizer.file", inFile.file());
    } else if (tokenizer instanceof TokenizerSpec.InModel inModel) {
      filled("tokenizer.model", inModel.model());
    }
  }

  /** A name that becomes a folder. */
  void name(String path, String name) {
    if (!Names.isFolder(name)) {
      problems.error(path, "can't be named \"" + name + "\": " + Names.FOLDER_SHAPE);
    }
  }

  private void source(SourceSpec source, String path) {
    oneOf(path + ".kind", "kind", source.kind(), known.sources().names());
    if (source.inputs().isEmpty()) {
      problems.error(path + ".inputs", "names no input");
    }
    all(path + ".inputs", source.inputs());
    atLeast(path + ".trust", source.trust(), 0);
    atLeast(path + ".release", source.release(), 0);
  }

  private void stage(StageSpec stage, String path) {
    if (!Names.isName(stage.name())) {
      problems.error(path + ".name", "can't be \"" + stage.name() + "\": " + Names.SHAPE);
    } else if (TAKEN.contains(stage.name())) {
      problems.error(path + ".name", stage.name() + " is a stage of every recipe");
    }
    repeated(path + ".sources", stage.sources());
    if (stage instanceof AnnotateStage annotate && annotate.steps().isEmpty()) {
      problems.error(path + ".steps", "names no step");
    } else if (stage instanceof FilterStage filter && filter.uses().isEmpty()) {
      problems.error(path + ".rules", "has no rule");
    } else if (stage instanceof SitesStage sites) {
      atLeast(path + ".min_pages", sites.minPages(), 1);
      fraction(path + ".max_disclosure", sites.maxDisclosure());
      notNegative(path + ".k", sites.k());
      all(path + ".lists", sites.lists());
      all(path + ".keep_lists", sites.keepLists());
    } else if (stage instanceof DedupStage dedup) {
      repeated(path + ".survivor", dedup.survivor());
    }
  }

  private void mixture(MixtureSpec mixture, String path) {
    if (mixture.tokens() != null) {
      atLeast(path + ".tokens", mixture.tokens(), 1);
    }
    boolean byTokens = !mixture.proportions().isEmpty();
    int ways =
        (byTokens ? 1 : 0)
            + (mixture.trust().isEmpty() ? 0 : 1)
            + (mixture.epochs().isEmpty() ? 0 : 1);
    if (ways > 1) {
      problems.error(path, "has more than one of [proportions, trust, epochs]; keep one");
    } else if (byTokens && mixture.tokens() == null) {
      problems.error(path + ".proportions", "of how many tokens? give tokens, as 1.4T");
    } else if (!byTokens && mixture.tokens() != null) {
      problems.error(path + ".tokens", "needs proportions, which share them out");
    }
    if (mixture.maxEpochs() <= 0) {
      problems.error(path + ".max_epochs", "must be above 0, not " + mixture.maxEpochs());
    }
    mixture.proportions().forEach((source, p) -> fraction(path + ".proportions." + source, p));
    mixture.trust().forEach((level, e) -> epochs(path + ".trust." + level, e, mixture));
    mixture.epochs().forEach((source, e) -> epochs(path + ".epochs." + source, e, mixture));
  }

  private void epochs(String path, double epochs, MixtureSpec mixture) {
    notNegative(path, epochs);
    if (epochs > mixture.maxEpochs()) {
      problems.error(path, epochs + " epochs are above max_epochs, " + mixture.maxEpochs());
    }
  }

  /** Evaluation decodes shards as they were written, so one of their formats must have a reader. */
  void readable(ShardsSpec shards) {
    boolean read =
        shards.formats().stream()
            .map(use -> known.shardFormats().row(use.format()))
            .anyMatch(format -> format.reader().isPresent());
    if (!read) {
      problems.error(
          "shards.formats",
          "evaluate reads shards back, and of "
              + shards.formatNames()
              + " it can read none; add megatron");
    }
  }

  private void gate(String path, String figure, GateSpec gate) {
    oneOf(path, "figure", figure, FIGURES);
    if (gate.min() == null && gate.max() == null) {
      problems.error(path, "limits nothing; give it min or max");
    }
    order(path, gate.min(), gate.max());
  }

  private void order(String path, @Nullable Double min, @Nullable Double max) {
    if (min != null && max != null && min > max) {
      problems.error(path, "min " + min + " is above max " + max);
    }
  }

  private void oneOf(String path, String what, String word, Collection<String> words) {
    if (!words.contains(word)) {
      problems.error(path, Binder.unknown(what, word, words));
    }
  }

  private void all(String path, List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      filled(path + "[" + i + "]", words.get(i));
    }
    repeated(path, words);
  }

  private void filled(String path, String word) {
    if (word.isBlank()) {
      problems.error(path, "is empty");
    }
  }

  private void repeated(String path, List<?> values) {
    Set<Object> seen = new HashSet<>();
    for (int i = 0; i < values.size(); i++) {
      if (!seen.add(values.get(i))) {
        problems.error(path + "[" + i + "]", "stands twice in the list");
      }
    }
  }

  private void atLeast(String path, long value, long least) {
    if (value < least) {
      problems.error(path, "must be at least " + least + ", not " + value);
    }
  }

  private void notNegative(String path, double value) {
    if (value < 0) {
      problems.error(path, "must be at least 0, not " + value);
    }
  }

  private void fraction(String path, double value) {
    if (value < 0 || value > 1) {
      problems.error(path, "must be from 0 to 1, not " + value);
    }
  }
}
