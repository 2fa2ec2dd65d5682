package io.quipu.tokenizer.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenTypeTest {

  @Test
  void packsTheLowestByteFirst() {
    assertThat(TokenType.UINT16.pack(new int[] {1, 0x1234, 0xfffe}))
        .containsExactly(1, 0, 0x34, 0x12, 0xfe, 0xff);
    assertThat(TokenType.INT32.pack(new int[] {0x01020304})).containsExactly(4, 3, 2, 1);
    assertThat(TokenType.INT32.pack(new int[0])).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TokenType.class)
  void unpacksWhatItPacked(TokenType type) {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      int[] ids = random.ints(random.nextInt(50), 0, type.largest()).toArray();
      byte[] packed = type.pack(ids);
      assertThat(packed).as("seed %d", seed).hasSize(type.bytes() * ids.length);
      assertThat(type.unpack(packed)).as("seed %d", seed).isEqualTo(ids);
    }
    int[] largest = {type.largest(), 0};
    assertThat(type.unpack(type.pack(largest))).isEqualTo(largest);
  }

  @Test
  void refusesACutArray() {
    assertThatThrownBy(() -> TokenType.INT32.unpack(new byte[6]))
        .hasMessage("6 bytes are no array of ids of 4 bytes");
  }
}
