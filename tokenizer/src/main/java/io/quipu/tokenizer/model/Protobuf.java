package io.quipu.tokenizer.model;

import java.util.Arrays;

/**
 * Walks the fields of one protocol buffer message (wire format of protobuf.dev/programming-guides/
 * encoding). Every length is checked against the message; groups are refused.
 */
final class Protobuf {

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED32 = 5;

  private final byte[] data;
  private final int end;
  private int at;
  private int field;
  private int wire;
  private long number;
  private int valueStart;

  Protobuf(byte[] data, int from, int end) {
    this.data = data;
    this.at = from;
    this.end = end;
  }

  /** Turns to the next field; false at the end of the message. */
  boolean next() {
    if (at == end) {
      return false;
    }
    long key = readVarint();
    field = (int) (key >>> 3);
    wire = (int) (key & 7);
    number = 0;
    valueStart = at;
    switch (wire) {
      case VARINT -> number = readVarint();
      case FIXED64 -> skip(8);
      case FIXED32 -> skip(4);
      case LENGTH -> {
        long length = readVarint();
        valueStart = at;
        skip(length);
      }
      default -> throw damaged("wire type " + wire);
    }
    return true;
  }

  int field() {
    return field;
  }

  long varint() {
    expect(VARINT);
    return number;
  }

  float float32() {
    expect(FIXED32);
    int bits = 0;
    for (int i = 3; i >= 0; i--) {
      bits = bits << 8 | (data[valueStart + i] & 0xff);
    }
    return Float.intBitsToFloat(bits);
  }

  byte[] bytes() {
    expect(LENGTH);
    return Arrays.copyOfRange(data, valueStart, at);
  }

  Protobuf message() {
    expect(LENGTH);
    return new Protobuf(data, valueStart, at);
  }

  private void expect(int wanted) {
    if (wire != wanted) {
      throw damaged("field " + field + " has wire type " + wire + ", not " + wanted);
    }
  }

  private void skip(long length) {
    if (length < 0 || length > end - at) {
      throw damaged("a field ends after its message");
    }
    at += (int) length;
  }

  private long readVarint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at == end) {
        throw damaged("it ends inside a number");
      }
      byte b = data[at++];
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw damaged("a number of more than 64 bits");
  }

  private IllegalArgumentException damaged(String why) {
    return new IllegalArgumentException("protocol buffer, byte " + at + ": " + why);
  }
}
