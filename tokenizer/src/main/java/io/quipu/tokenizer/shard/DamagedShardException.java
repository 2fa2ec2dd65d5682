package io.quipu.tokenizer.shard;

import java.io.IOException;

/** A shard whose files are cut, or do not agree with each other. */
public final class DamagedShardException extends IOException {

  private static final long serialVersionUID = 1;

  DamagedShardException(String message) {
    super(message);
  }
}
