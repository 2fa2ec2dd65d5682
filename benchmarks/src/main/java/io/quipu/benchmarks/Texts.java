package io.quipu.benchmarks;

import io.quipu.core.document.Document;
import io.quipu.core.document.DocumentId;
import io.quipu.core.document.Origin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Texts to measure on, made from a seed: typical ones, whose words have Zipf's frequencies, and the
 * worst that a hot loop may meet.
 */
public enum Texts {
  /** Sentences and paragraphs of a vocabulary of 20,000 words. */
  PROSE {
    @Override
    String text(SplittableRandom random, int characters) {
      StringBuilder text = new StringBuilder(characters + 32);
      int sentence = 0;
      while (text.length() < characters) {
        text.append(word((int) StrictMath.pow(20_000, random.nextDouble())));
        sentence++;
        if (random.nextInt(14) == 0) {
          text.append(sentence > 90 ? ".\n\n" : ". ");
          sentence = sentence > 90 ? 0 : sentence;
        } else {
          text.append(' ');
        }
      }
      return text.toString();
    }
  },
  /** One line, always the same: every n-gram repeats. */
  BOILERPLATE {
    @Override
    String text(SplittableRandom random, int characters) {
      return "All rights reserved. Read our terms.\n".repeat(characters / 37);
    }
  },
  /** One letter without end: one word, and one piece for the tokenizer. */
  ONE_LETTER {
    @Override
    String text(SplittableRandom random, int characters) {
      return "a".repeat(characters);
    }
  },
  /** Scripts without spaces, and characters beyond the basic plane. */
  SPACELESS {
    @Override
    String text(SplittableRandom random, int characters) {
      StringBuilder text = new StringBuilder(characters + 2);
      while (text.length() < characters) {
        text.appendCodePoint(
            random.nextInt(20) == 0 ? 0x1F600 + random.nextInt(64) : 0x4E00 + random.nextInt(3000));
      }
      return text.toString();
    }
  };

  abstract String text(SplittableRandom random, int characters);

  List<Document> documents(int count, int characters) {
    SplittableRandom random = new SplittableRandom(20230417);
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      documents.add(
          new Document(
              new DocumentId("bench", Integer.toString(i)),
              text(random, characters),
              new Origin("bench", i, i),
              Collections.emptySortedMap()));
    }
    return documents;
  }

  /** Always the same spelling for a rank; frequent words are short. */
  private static String word(int rank) {
    StringBuilder word = new StringBuilder();
    for (int left = rank + 20; left > 0; left /= 20) {
      word.append("bcdfghklmnprstvwzjqx".charAt(left % 20)).append("aeiou".charAt(left % 5));
    }
    return word.toString();
  }
}
