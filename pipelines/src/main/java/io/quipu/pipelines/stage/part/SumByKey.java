package io.quipu.pipelines.stage.part;

import io.quipu.pipelines.pass.ByteReader;
import io.quipu.pipelines.pass.ByteWriter;
import io.quipu.pipelines.pass.GroupPass;
import io.quipu.pipelines.pass.KeyedSink;
import java.util.Iterator;

/** Adds up the numbers of each key. */
public record SumByKey() implements GroupPass {

  private static final long serialVersionUID = 1L;

  @Override
  public Bucket open(int number, KeyedSink out) {
    return (key, values) -> out.emit(key, new ByteWriter().int64(sum(values)).toBytes());
  }

  public static long sum(Iterator<byte[]> values) {
    long sum = 0;
    while (values.hasNext()) {
      sum += new ByteReader(values.next()).int64();
    }
    return sum;
  }
}
