package io.quipu.sources.record;

import java.io.IOException;
import java.util.List;

/** A kind of source with its options: what the inputs of a source are cut and read by. */
public record SourceReader<O extends Record>(SourceDefinition<O> kind, O options) {

  /**
   * A reader from options whose type is known only when it runs, as a recipe's are.
   *
   * @throws IllegalArgumentException if they are not the options of this kind
   */
  public static <O extends Record> SourceReader<O> of(SourceDefinition<O> kind, Record options) {
    Class<? extends Record> type = kind.defaults().getClass();
    if (!type.isInstance(options)) {
      throw new IllegalArgumentException(
          "the options of " + kind.kind() + " are " + type + ", not " + options.getClass());
    }
    @SuppressWarnings("unchecked") // it is of the type of the defaults
    O typed = (O) options;
    return new SourceReader<>(kind, typed);
  }

  /**
   * See {@link SourceDefinition#split}.
   *
   * @throws IOException if the file system fails
   */
  public List<Range> split(Input input, long targetBytes) throws IOException {
    return kind.split(input, options, targetBytes);
  }

  /**
   * See {@link SourceDefinition#read}.
   *
   * @throws IOException if the file system fails, or the sink does
   */
  public void read(Input input, Range range, ReadRequest request, ExtractionSink sink)
      throws IOException {
    kind.read(input, range, options, request, sink);
  }
}
