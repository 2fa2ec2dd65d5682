package io.quipu.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quipu.sources.record.Extraction;
import io.quipu.sources.record.ExtractionLimits;
import io.quipu.sources.record.Input;
import io.quipu.sources.record.Range;
import io.quipu.sources.record.ReadRequest;
import io.quipu.sources.record.Reasons;
import io.quipu.sources.record.SourceDefinition;
import io.quipu.sources.record.SourceReader;
import io.quipu.sources.testing.BytesInput;
import io.quipu.sources.testing.EveryNthLine;
import io.quipu.sources.testing.OneByteInput;
import io.quipu.sources.testing.Outcome;
import io.quipu.sources.testing.Samples;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every row of the table of source kinds keeps to, those of other jars included. */
class SourceContractTest {

  private static final ReadRequest ALL = ReadRequest.of("test");
  private static final long[] TARGETS = {1, 60, 512, 2_000, Long.MAX_VALUE / 2};
  private static final int CUTS = 25;

  static List<SourceDefinition<?>> kinds() {
    return SourceKinds.TABLE.rows();
  }

  static Stream<Arguments> samples() {
    return kinds().stream()
        .flatMap(k -> Samples.of(k.kind()).stream().map(s -> Arguments.of(k.kind(), s.name(), s)));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void isDescribed(SourceDefinition<?> kind) {
    assertThat(kind.kind()).matches("[a-z][a-z0-9_]{0,63}");
    assertThat(kind.version()).isPositive();
    assertThat(kind.summary()).isNotBlank().doesNotContain("\n");
    assertThat(kind.reasons())
        .doesNotHaveDuplicates()
        .containsAll(Reasons.STORED)
        .contains(Reasons.EMPTY_TEXT, Reasons.QUARANTINED)
        .allMatch(reason -> reason.matches("[a-z][a-z0-9_]*"));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void hasDefaultsThatItsOptionsAccept(SourceDefinition<?> kind) throws Exception {
    Record defaults = kind.defaults();
    RecordComponent[] components = defaults.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      components[i].getAccessor().setAccessible(true);
      values[i] = components[i].getAccessor().invoke(defaults);
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Constructor<? extends Record> canonical = defaults.getClass().getDeclaredConstructor(types);
    canonical.setAccessible(true);
    assertThat(canonical.newInstance(values)).isEqualTo(defaults);
    assertThat(kind.defaults()).isEqualTo(defaults);
    assertThat(SourceReader.of(kind, defaults).options()).isEqualTo(defaults);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("samples")
  void readsSoundInputsAlikeInRanges(String kind, String name, BytesInput sample)
      throws IOException {
    Outcome whole = readsAlike(kind, sample, name);
    assertThat(whole.documents()).isNotEmpty();
    for (long target : TARGETS) {
      assertThat(inRanges(kind, sample, target, whole)).as("target %s", target).isEqualTo(whole);
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("samples")
  void readsWhatBreaksOffAnywhere(String kind, String name, BytesInput sample) throws IOException {
    for (int length : lengths(sample.bytes())) {
      readsAlike(
          kind, new BytesInput(name, Arrays.copyOf(sample.bytes(), length)), "cut " + length);
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("samples")
  void readsDamagedInputsWithReasonsThatItLists(String kind, String name, BytesInput sample)
      throws IOException {
    for (long seed = 0; seed < 3L * CUTS; seed++) {
      Random random = new Random(seed);
      byte[] bytes = sample.bytes().clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      readsTwice(kind, new BytesInput(name, bytes), "seed " + seed);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void readsInputsOfOtherKindsWithReasonsThatItLists(SourceDefinition<?> kind) throws IOException {
    List<BytesInput> others = new ArrayList<>();
    kinds().forEach(other -> others.addAll(Samples.of(other.kind())));
    for (int size : new int[] {0, 1, 2, 700, 5_000}) {
      byte[] noise = new byte[size];
      others.add(new BytesInput("zeros", noise.clone()));
      new Random(size).nextBytes(noise);
      others.add(new BytesInput("noise", noise));
    }
    for (BytesInput other : others) {
      for (String name : List.of(other.name(), "a", "a.txt", "2101.00001.gz")) {
        readsAlike(kind.kind(), new BytesInput(name, other.bytes()), other.name() + " as " + name);
      }
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("samples")
  void stopsAfterAsManyDocumentsAsAreAskedFor(String kind, String name, BytesInput sample)
      throws IOException {
    Outcome whole = Outcome.of(kind, sample);
    for (int limit = 0; limit <= whole.documents().size(); limit++) {
      ReadRequest some = new ReadRequest("test", limit, ExtractionLimits.DEFAULT);
      Outcome part = Outcome.of(kind, sample, Range.ALL, some);
      assertThat(part.documents()).hasSize(limit);
      assertThat(whole.all().subList(0, part.all().size())).isEqualTo(part.all());
    }
  }

  @Test
  void aKindOfAnotherJarIsReadByItsOptions() throws IOException {
    Input lines = new BytesInput("a", "a\nb\nc\nd\n".getBytes(StandardCharsets.UTF_8));
    EveryNthLine.Options options = new EveryNthLine.Options(3, "> ");
    assertThat(Outcome.of("every_nth_line", lines, options).texts()).containsExactly("> a", "> d");
    assertThat(Outcome.of("every_nth_line", lines).texts()).containsExactly("a", "c");
    assertThatThrownBy(() -> new EveryNthLine.Options(0, ""))
        .hasMessage("n must be at least 1, not 0");
  }

  /** All of a short sample; else some {@link #CUTS}, with the ends. */
  private static SortedSet<Integer> lengths(byte[] bytes) {
    SortedSet<Integer> lengths = new TreeSet<>();
    Random random = new Random(bytes.length);
    for (int i = 0; i < CUTS; i++) {
      lengths.add(i);
      lengths.add(bytes.length - Math.min(i, bytes.length));
      lengths.add(random.nextInt(bytes.length));
    }
    lengths.removeIf(length -> length > bytes.length);
    return lengths;
  }

  private static Outcome readsTwice(String kind, Input input, String what) throws IOException {
    try {
      Outcome once = Outcome.of(kind, input);
      assertThat(Outcome.of(kind, input)).as("%s read twice", what).isEqualTo(once);
      return once;
    } catch (RuntimeException | IOException e) {
      throw new AssertionError(what + " of " + input.name(), e);
    }
  }

  private static Outcome readsAlike(String kind, Input input, String what) throws IOException {
    Outcome whole = readsTwice(kind, input, what);
    assertThat(Outcome.of(kind, new OneByteInput(input)))
        .as("%s read byte by byte", what)
        .isEqualTo(whole);
    for (long target : TARGETS) {
      // damage at a cut may be met from both sides, but documents are those of the whole
      assertThat(inRanges(kind, input, target, whole).documents())
          .as("%s in ranges of %s", what, target)
          .isEqualTo(whole.documents());
    }
    return whole;
  }

  /** Splits, and reads each range; a range that is all is not read again. */
  private static Outcome inRanges(String kind, Input input, long target, Outcome whole)
      throws IOException {
    List<Range> ranges = Outcome.reader(kind).split(input, target);
    long from = 0;
    for (Range range : ranges) {
      assertThat(range.from()).as("ranges of %s: %s", target, ranges).isEqualTo(from);
      from = range.to();
    }
    assertThat(from).as("ranges of %s: %s", target, ranges).isEqualTo(Long.MAX_VALUE);
    if (ranges.equals(List.of(Range.ALL))) {
      return whole;
    }
    List<Extraction> parts = new ArrayList<>();
    for (Range range : ranges) {
      parts.addAll(Outcome.of(kind, input, range, ALL).all());
    }
    return new Outcome(parts);
  }
}
