package io.quipu.sources.archive;

import io.quipu.sources.bytes.Codec;
import io.quipu.sources.bytes.DamageException;
import io.quipu.sources.bytes.DecodedStream;
import io.quipu.sources.record.ExtractionLimits;
import io.quipu.sources.record.Input;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The entries of an archive, one after another. Damage is one {@link DamageException}; there is no
 * entry after it. Names are names: nothing is ever written to a path.
 */
public interface Entries extends Closeable {

  /**
   * The entries of a zip file (told by its first bytes), else of a tar file, plain or compressed.
   */
  static Entries of(Input input, ExtractionLimits limits) throws IOException {
    if (ZipEntries.isZip(input)) {
      return new ZipEntries(input, limits);
    }
    Codec codec = Codec.of(input);
    return new TarEntries(new DecodedStream(input, codec, 0, limits), 0, limits);
  }

  /** Goes to the next entry; false after the last. */
  boolean advance() throws IOException;

  String name();

  boolean isDirectory();

  /** Whether the entry holds bytes: no directory, link or device. */
  boolean isFile();

  /** Where the entry starts: in a zip file as stored, in a tar file decompressed. */
  long offset();

  /**
   * What the archive says of itself: {@code git archive} puts the commit there. Null if it says
   * nothing.
   */
  @Nullable String comment();

  /** The entry's bytes, once. */
  InputStream content();

  /**
   * The entry's first bytes.
   *
   * @param max more than that are not wanted: max + 1 bytes mean that there are more
   */
  default byte[] read(int max) throws IOException {
    return content().readNBytes(max + 1);
  }

  /**
   * Whether a name leads out of the folder that an archive would be unpacked in: it is absolute,
   * has a drive letter, a NUL, or {@code ..} between separators.
   */
  static boolean leadsOut(String name) {
    String path = name.replace('\\', '/');
    return path.startsWith("/")
        || path.indexOf('\0') >= 0
        || (path.length() > 1 && path.charAt(1) == ':')
        || ("/" + path + "/").contains("/../");
  }
}
