package io.quipu.pipelines.work;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.FileSystemRegistrar;
import org.apache.beam.sdk.io.fs.CreateOptions;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Objects in memory under {@code norename:/}, with no more than an object store has: an object is
 * seen whole or not at all, when its stream is closed, and can be neither renamed nor copied.
 */
public final class NoRenameFileSystem extends FileSystem<NoRenameFileSystem.Name> {

  private static final Map<String, byte[]> OBJECTS = new ConcurrentSkipListMap<>();
  private static final Set<String> UNREADABLE = new ConcurrentSkipListSet<>();

  /** From now on an object is there and reading it fails. */
  public static void fail(String path) {
    UNREADABLE.add(path);
  }

  /** Found by Beam as a service. */
  public static final class Registrar implements FileSystemRegistrar {
    @Override
    public Iterable<FileSystem<?>> fromOptions(PipelineOptions options) {
      return List.of(new NoRenameFileSystem());
    }
  }

  /** A path; folders end with a slash. */
  record Name(String path) implements ResourceId {
    @Override
    public ResourceId resolve(String other, ResolveOptions options) {
      throw new UnsupportedOperationException("our code joins paths itself");
    }

    @Override
    public ResourceId getCurrentDirectory() {
      return new Name(path.substring(0, path.lastIndexOf('/') + 1));
    }

    @Override
    public String getScheme() {
      return "norename";
    }

    @Override
    public String getFilename() {
      return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public boolean isDirectory() {
      return path.endsWith("/");
    }

    @Override
    public String toString() {
      return path;
    }
  }

  @Override
  protected String getScheme() {
    return "norename";
  }

  @Override
  protected Name matchNewResource(String path, boolean isDirectory) {
    return new Name(path);
  }

  @Override
  protected List<MatchResult> match(List<String> specs) {
    List<MatchResult> results = new ArrayList<>();
    for (String spec : specs) {
      String folders = Pattern.quote(spec).replace("**", "\\E.+\\Q");
      Pattern pattern = Pattern.compile(folders.replace("*", "\\E[^/]*\\Q"));
      List<MatchResult.Metadata> found = new ArrayList<>();
      OBJECTS.forEach(
          (path, bytes) -> {
            if (pattern.matcher(path).matches()) {
              found.add(
                  MatchResult.Metadata.builder()
                      .setResourceId(new Name(path))
                      .setSizeBytes(bytes.length)
                      .setIsReadSeekEfficient(true)
                      .build());
            }
          });
      results.add(
          found.isEmpty()
              ? MatchResult.create(MatchResult.Status.NOT_FOUND, new FileNotFoundException(spec))
              : MatchResult.create(MatchResult.Status.OK, found));
    }
    return results;
  }

  @Override
  protected WritableByteChannel create(Name name, CreateOptions options) {
    return Channels.newChannel(
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            OBJECTS.put(name.path(), toByteArray());
          }
        });
  }

  @Override
  protected ReadableByteChannel open(Name name) throws IOException {
    byte[] bytes = OBJECTS.get(name.path());
    if (bytes == null) {
      throw new FileNotFoundException(name.path());
    }
    if (UNREADABLE.contains(name.path())) {
      throw new IOException(name.path() + ": timed out");
    }
    return new BytesChannel(ByteBuffer.wrap(bytes));
  }

  @Override
  protected void delete(Collection<Name> names) {
    names.forEach(name -> OBJECTS.remove(name.path()));
  }

  @Override
  protected void copy(List<Name> from, List<Name> to) {
    throw new UnsupportedOperationException("this file system can't copy");
  }

  @Override
  protected void rename(List<Name> from, List<Name> to, MoveOptions... options) {
    throw new UnsupportedOperationException("this file system can't rename");
  }

  private static final class BytesChannel implements SeekableByteChannel {
    private final ByteBuffer bytes;
    private boolean open = true;

    BytesChannel(ByteBuffer bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
      if (!open) {
        throw new ClosedChannelException();
      }
      if (!bytes.hasRemaining()) {
        return -1;
      }
      // An odd number at a time: a read of a network need not fill the buffer.
      int n = Math.min(Math.min(to.remaining(), bytes.remaining()), 1021);
      to.put(to.position(), bytes, bytes.position(), n);
      to.position(to.position() + n);
      bytes.position(bytes.position() + n);
      return n;
    }

    @Override
    public int write(ByteBuffer from) {
      throw new NonWritableChannelException();
    }

    @Override
    public long position() {
      return bytes.position();
    }

    @Override
    public SeekableByteChannel position(long position) {
      bytes.position((int) position);
      return this;
    }

    @Override
    public long size() {
      return bytes.limit();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
      throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() {
      open = false;
    }
  }
}
