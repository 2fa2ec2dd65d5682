package io.quipu.inference.model;

import io.quipu.core.table.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The weight types that model files may have. */
final class WeightTypes {
  private static final int MAX_BLOCK = 1 << 16;

  private static final Table<WeightType> TABLE =
      Table.open(
          "weight type",
          WeightType.class,
          List.of(FloatType.F32, FloatType.F16, FloatType.BF16),
          WeightType::name);

  private static final Map<Integer, WeightType> BY_CODE = byCode(TABLE.rows());

  private WeightTypes() {}

  /** In the order of the table. */
  static List<WeightType> rows() {
    return TABLE.rows();
  }

  static Optional<WeightType> ofCode(int code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }

  /** All of them with their codes, for messages: {@code F32 (0), F16 (1)}. */
  static String list() {
    return rows().stream()
        .map(type -> type.name() + " (" + type.code() + ")")
        .collect(Collectors.joining(", "));
  }

  /**
   * @throws IllegalArgumentException if two types have one code, or a block has no size that can be
   *     read
   */
  static Map<Integer, WeightType> byCode(List<? extends WeightType> types) {
    Map<Integer, WeightType> byCode = new HashMap<>();
    for (WeightType type : types) {
      if (!isBlockSize(type.blockElements()) || !isBlockSize(type.blockBytes())) {
        throw new IllegalArgumentException(
            "weight type "
                + type.name()
                + ": blocks of "
                + type.blockElements()
                + " weights in "
                + type.blockBytes()
                + " bytes; both are 1 to "
                + MAX_BLOCK);
      }
      WeightType other = byCode.putIfAbsent(type.code(), type);
      if (other != null) {
        throw new IllegalArgumentException(
            "the weight types "
                + other.name()
                + " and "
                + type.name()
                + " have the same code "
                + type.code());
      }
    }
    return byCode;
  }

  private static boolean isBlockSize(int size) {
    return size >= 1 && size <= MAX_BLOCK;
  }
}
