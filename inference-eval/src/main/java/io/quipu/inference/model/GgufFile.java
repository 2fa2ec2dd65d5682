package io.quipu.inference.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A GGUF file, versions 2 and 3, little-endian, with tensors of any {@link WeightType} (<a
 * href="https://github.com/ggml-org/ggml/blob/master/docs/gguf.md">ggml, docs/gguf.md</a>).
 *
 * <pre>
 * offset  size  what
 *      0     4  "GGUF"
 *      4     4  version, 2 or 3
 *      8     8  number of tensors
 *     16     8  number of key-value pairs
 *     24        pairs: key (string), type (4 bytes), value
 *               tensor infos: name (string), dimensions (4), that many sizes (8 each, innermost
 *                             first), type (4), offset from the start of the data (8)
 *               padding to general.alignment (32 unless given)
 *               data
 * string        length (8 bytes), UTF-8
 * array         type of its elements (4 bytes), count (8), elements
 * </pre>
 *
 * Read from front to back, so a stream is enough and a file may be larger than 2 GiB. Every count
 * has a limit, and no length is believed before its bytes have arrived.
 */
public final class GgufFile {
  static final int MAX_PAIRS = 1 << 16;
  static final int MAX_TENSORS = 1 << 16;
  static final int MAX_ARRAY = 1 << 22;
  static final int MAX_STRING = 1 << 20;
  static final int MAX_NAME = 1 << 10;
  static final long MAX_METADATA_BYTES = 1 << 28;
  private static final int MAX_ALIGNMENT = 1 << 16;

  private final String name;
  private final Map<String, Object> pairs;
  private final Map<String, Tensor> tensors;

  /** Sizes are innermost first, as in the file. */
  private record Tensor(int[] sizes, Matrix matrix) {}

  private GgufFile(String name, Map<String, Object> pairs, Map<String, Tensor> tensors) {
    this.name = name;
    this.pairs = pairs;
    this.tensors = tensors;
  }

  /**
   * Reads a whole file; the stream is left where the last tensor ends.
   *
   * @param name how errors call the file
   * @throws InvalidModelException if it isn't such a file; the message has the offset and the key
   *     or tensor
   */
  public static GgufFile read(InputStream in, String name) throws IOException {
    LittleEndianInput input = new LittleEndianInput(in, name);
    Map<String, Object> pairs = new HashMap<>();
    int tensorCount = readPairs(input, pairs);
    List<TensorInfo> infos = new ArrayList<>();
    for (int i = 0; i < tensorCount; i++) {
      infos.add(TensorInfo.read(input, i));
    }
    return new GgufFile(name, pairs, data(input, infos, alignment(input, pairs)));
  }

  /** Reads the key-value pairs only, as for the vocabulary: a file without tensors. */
  static GgufFile readPairs(InputStream in, String name) throws IOException {
    Map<String, Object> pairs = new HashMap<>();
    readPairs(new LittleEndianInput(in, name), pairs);
    return new GgufFile(name, pairs, Map.of());
  }

  /** Reads up to the tensor infos; returns how many there are. */
  private static int readPairs(LittleEndianInput input, Map<String, Object> pairs)
      throws IOException {
    if (input.int32("the magic number") != 0x46554747) {
      throw input.invalid("not a GGUF file: it doesn't begin with GGUF");
    }
    int version = input.int32("the version");
    if (version != 2 && version != 3) {
      throw input.invalid(
          "GGUF version "
              + Integer.toUnsignedString(version)
              + " (little-endian); 2 and 3 are read");
    }
    int tensorCount = input.length(MAX_TENSORS, "the number of tensors");
    int pairCount = input.length(MAX_PAIRS, "the number of key-value pairs");
    for (int i = 0; i < pairCount; i++) {
      String key = input.string(MAX_NAME, "key " + i);
      Object value = value(input, input.int32(key), key);
      if (pairs.put(key, value) != null) {
        throw input.invalid(key + ": the key is listed twice");
      }
    }
    return tensorCount;
  }

  /** As {@link #read(InputStream, String)}. */
  public static GgufFile read(byte[] bytes, String name) throws IOException {
    return read(new ByteArrayInputStream(bytes), name);
  }

  public String name() {
    return name;
  }

  boolean has(String key) {
    return pairs.containsKey(key);
  }

  String string(String key) throws InvalidModelException {
    return get(key, String.class, "a string");
  }

  /** A whole number in [min, max]. */
  int integer(String key, int min, int max) throws InvalidModelException {
    long value = get(key, Long.class, "a whole number");
    if (value < min || value > max) {
      throw invalid(key, "is " + value + ", outside [" + min + ", " + max + "]");
    }
    return (int) value;
  }

  float number(String key) throws InvalidModelException {
    return get(key, Float.class, "a float32");
  }

  boolean flag(String key, boolean otherwise) throws InvalidModelException {
    return has(key) ? get(key, Boolean.class, "a boolean") : otherwise;
  }

  String[] strings(String key) throws InvalidModelException {
    return get(key, String[].class, "an array of strings");
  }

  float[] floats(String key) throws InvalidModelException {
    return get(key, float[].class, "an array of float32");
  }

  long[] integers(String key) throws InvalidModelException {
    return get(key, long[].class, "an array of whole numbers");
  }

  Set<String> tensorNames() {
    return Collections.unmodifiableSet(tensors.keySet());
  }

  /** A tensor of two dimensions: a row of {@code columns} weights for each output. */
  Matrix matrix(String tensor, int columns, int rows) throws InvalidModelException {
    return tensor(tensor, columns, rows);
  }

  /** The numbers of a tensor of one dimension. */
  float[] vector(String tensor, int size) throws InvalidModelException {
    float[] values = new float[size];
    tensor(tensor, size).row(0, values, 0);
    return values;
  }

  private Matrix tensor(String tensor, int... sizes) throws InvalidModelException {
    Tensor found = tensors.get(tensor);
    if (found == null) {
      throw invalid(tensor, "the tensor is missing");
    }
    if (!Arrays.equals(found.sizes, sizes)) {
      throw invalid(
          tensor, "has sizes " + Arrays.toString(found.sizes) + ", not " + Arrays.toString(sizes));
    }
    OptionalDouble notFinite = found.matrix.notFinite();
    if (notFinite.isPresent()) {
      throw invalid(tensor, "holds " + notFinite.getAsDouble());
    }
    return found.matrix;
  }

  InvalidModelException invalid(String key, String what) {
    return new InvalidModelException(name + ": " + key + ": " + what);
  }

  private <T> T get(String key, Class<T> type, String wanted) throws InvalidModelException {
    @Nullable Object value = pairs.get(key);
    if (value == null) {
      throw invalid(key, "the key is missing");
    }
    if (!type.isInstance(value)) {
      throw invalid(key, "is of type " + value.getClass().getSimpleName() + ", not " + wanted);
    }
    return type.cast(value);
  }

  private static Object value(LittleEndianInput in, int type, String key) throws IOException {
    if (in.position() > MAX_METADATA_BYTES) {
      throw in.invalid(
          key + ": the key-value pairs are above the limit of " + MAX_METADATA_BYTES + " bytes");
    }
    switch (type) {
      case 0:
      case 1:
      case 2:
      case 3:
      case 4:
      case 5:
      case 10:
      case 11:
        return integer(in, type, key);
      case 6:
        return Float.intBitsToFloat(in.int32(key));
      case 7:
        return in.int8(key) != 0;
      case 8:
        return in.string(MAX_STRING, key);
      case 9:
        return array(in, in.int32(key), key);
      case 12:
        return Double.longBitsToDouble(in.int64(key));
      default:
        throw in.invalid(key + ": unknown value type " + Integer.toUnsignedString(type));
    }
  }

  /**
   * Unsigned values above the range of {@code long} come out negative, which no key that is read
   * allows.
   */
  private static long integer(LittleEndianInput in, int type, String key) throws IOException {
    switch (type) {
      case 0:
        return in.int8(key) & 0xff;
      case 1:
        return in.int8(key);
      case 2:
        return in.int16(key) & 0xffff;
      case 3:
        return in.int16(key);
      case 4:
        return in.int32(key) & 0xffff_ffffL;
      case 5:
        return in.int32(key);
      default:
        return in.int64(key);
    }
  }

  private static Object array(LittleEndianInput in, int type, String key) throws IOException {
    int count = in.length(MAX_ARRAY, key);
    switch (type) {
      case 6:
        return in.floats(FloatType.F32, count, key);
      case 8:
        List<String> strings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          strings.add((String) value(in, 8, key));
        }
        return strings.toArray(new String[0]);
      case 9:
        throw in.invalid(key + ": arrays of arrays are not read");
      default:
        return wholeNumbers(in, type, count, key);
    }
  }

  private static Object wholeNumbers(LittleEndianInput in, int type, int count, String key)
      throws IOException {
    long[] values = new long[Math.min(count, 1024)];
    for (int i = 0; i < count; i++) {
      if (i == values.length) {
        values = Arrays.copyOf(values, (int) Math.min(count, 2L * i));
      }
      Object value = value(in, type, key);
      if (value instanceof Long number) {
        values[i] = number;
      } else if (value instanceof Boolean set) {
        values[i] = set ? 1 : 0;
      } else {
        throw in.invalid(key + ": arrays of float64 are not read");
      }
    }
    return values;
  }

  private static int alignment(LittleEndianInput in, Map<String, Object> pairs) throws IOException {
    Object value = pairs.getOrDefault("general.alignment", 32L);
    if (value instanceof Long alignment
        && alignment >= 1
        && alignment <= MAX_ALIGNMENT
        && Long.bitCount(alignment) == 1) {
      return alignment.intValue();
    }
    throw in.invalid(
        "general.alignment: is " + value + ", not a power of two up to " + MAX_ALIGNMENT);
  }

  private static Map<String, Tensor> data(
      LittleEndianInput in, List<TensorInfo> infos, int alignment) throws IOException {
    long start = (in.position() + alignment - 1) / alignment * alignment;
    List<TensorInfo> inFileOrder = new ArrayList<>(infos);
    inFileOrder.sort(Comparator.comparingLong(TensorInfo::offset));
    Map<String, Tensor> tensors = new TreeMap<>();
    long end = 0;
    for (TensorInfo info : inFileOrder) {
      if (info.offset() % alignment != 0) {
        throw in.invalid(
            info.name()
                + ": offset "
                + info.offset()
                + " is no multiple of the alignment "
                + alignment);
      }
      if (info.offset() < end) {
        throw in.invalid(
            info.name()
                + ": begins at "
                + info.offset()
                + " of the data, inside the tensor before it");
      }
      in.skipTo(start + info.offset(), "the data before " + info.name());
      Tensor tensor = new Tensor(info.sizes(), TensorBytes.read(in, info));
      end = info.end();
      if (tensors.put(info.name(), tensor) != null) {
        throw in.invalid(info.name() + ": the tensor is listed twice");
      }
    }
    return tensors;
  }
}
