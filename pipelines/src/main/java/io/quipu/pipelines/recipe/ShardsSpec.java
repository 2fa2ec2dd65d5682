package io.quipu.pipelines.recipe;

import io.quipu.pipelines.recipe.bind.Default;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the shards look like.
 *
 * @param formats whose trainers read them; every shard is written in each
 * @param tokens of one shard, about
 */
public record ShardsSpec(
    @Default("[megatron]") List<FormatUse> formats, @Default("100M") long tokens) {

  public ShardsSpec {
    formats = List.copyOf(formats);
    if (formats.isEmpty()) {
      throw new IllegalArgumentException(
          "formats: names no format; leave the key out for megatron");
    }
    Set<String> seen = new HashSet<>();
    for (FormatUse use : formats) {
      if (!seen.add(use.format())) {
        throw new IllegalArgumentException(
            "formats: " + use.format() + " is listed twice; list each format once");
      }
    }
    if (tokens < 1) {
      throw new IllegalArgumentException("tokens must be at least 1, not " + tokens);
    }
  }

  /** Names of the formats, as a sentence lists them. */
  public String formatNames() {
    return formats.stream().map(FormatUse::format).collect(Collectors.joining(", "));
  }
}
