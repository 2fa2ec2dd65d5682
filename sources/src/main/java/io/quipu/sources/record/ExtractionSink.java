package io.quipu.sources.record;

import java.io.IOException;

/** Takes what a reader makes, in order of origin. */
public interface ExtractionSink {

  void accept(Extraction extraction) throws IOException;
}
