package io.quipu.inference.model;

import java.io.IOException;

/**
 * A model file that can't be used; the message names the file, the place and what is wrong there.
 */
public final class InvalidModelException extends IOException {
  private static final long serialVersionUID = 1L;

  InvalidModelException(String message) {
    super(message);
  }
}
