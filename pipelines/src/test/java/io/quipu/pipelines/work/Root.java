package io.quipu.pipelines.work;

import java.nio.file.Path;

/** Where a work folder may lie: every test of files runs on both. */
enum Root {
  LOCAL,
  NO_RENAME;

  String folder(Path temp) {
    return this == LOCAL ? temp.toString() : "norename:/" + temp.getFileName();
  }
}
