package io.quipu.sources.github;

import io.quipu.sources.archive.Entries;
import io.quipu.sources.bytes.DamageException;
import io.quipu.sources.bytes.Utf8;
import io.quipu.sources.record.ExtractionLimits;
import io.quipu.sources.record.ExtractionSink;
import io.quipu.sources.record.Input;
import io.quipu.sources.record.NoOptions;
import io.quipu.sources.record.Range;
import io.quipu.sources.record.ReadRequest;
import io.quipu.sources.record.Reasons;
import io.quipu.sources.record.RecordEmitter;
import io.quipu.sources.record.SourceDefinition;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Repositories as archives: tar, tar.gz, zip and {@code -sources.jar}; one document a source file.
 * The key is {@code owner/repo@commit:path} where the archive tells its commit, as those of GitHub
 * and {@code git archive} do, and lies in a folder named after the owner; else {@code
 * archive!path}.
 */
public final class GithubSource implements SourceDefinition<NoOptions> {

  static final String PATH = "path";
  static final String CODE_LANGUAGE = "code_language";

  private static final int BINARY_HEAD_BYTES = 8_000; // as git does

  @Override
  public String kind() {
    return "github";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public String summary() {
    return "archives of repositories: one document a source file";
  }

  @Override
  public List<String> reasons() {
    return Reasons.with(
        Reasons.CORRUPT_ARCHIVE,
        Reasons.TOO_MANY_ENTRIES,
        Reasons.PATH_TRAVERSAL,
        "header_too_large",
        "not_a_file",
        "not_source_file",
        "binary_file",
        "file_too_large",
        "invalid_utf8");
  }

  @Override
  public NoOptions defaults() {
    return NoOptions.INSTANCE;
  }

  /** Cannot be cut: repositories are many and small. */
  @Override
  public List<Range> split(Input input, NoOptions options, long targetBytes) {
    return List.of(Range.ALL);
  }

  @Override
  public void read(
      Input input, Range range, NoOptions options, ReadRequest request, ExtractionSink sink)
      throws IOException {
    RecordEmitter emitter = new RecordEmitter(input, request, sink);
    long offset = 0;
    try (Entries entries = Entries.of(input, request.limits())) {
      while (!emitter.isFull() && entries.advance()) {
        offset = entries.offset();
        if (!entries.isDirectory()) {
          file(entries, input, request.limits(), emitter);
        }
      }
    } catch (DamageException e) {
      emitter.failed(offset, null, null, e.reason(), e.detail());
    }
  }

  private static void file(
      Entries entries, Input input, ExtractionLimits limits, RecordEmitter emitter)
      throws IOException {
    String name = entries.name();
    long offset = entries.offset();
    if (Entries.leadsOut(name)) {
      emitter.failed(name, offset, null, null, Reasons.PATH_TRAVERSAL, "entry " + name);
      return;
    }
    Repository repository = Repository.of(input.name(), entries.comment());
    String path = repository == null ? name : Repository.withoutTop(name);
    String key =
        repository == null
            ? input.name() + "!" + name
            : repository.name() + "@" + repository.commit() + ":" + path;
    String language = CodeLanguages.of(path);
    if (!entries.isFile()) {
      emitter.skipped(name, offset, key, null, "not_a_file");
    } else if (language == null) {
      emitter.skipped(name, offset, key, null, "not_source_file");
    } else if (emitter.begin(name, offset, key, null)) {
      byte[] bytes = entries.read(limits.maxSourceFileBytes());
      String text = Utf8.decode(bytes);
      if (bytes.length > limits.maxSourceFileBytes()) {
        emitter.skipped(name, offset, key, null, "file_too_large");
      } else if (isBinary(bytes)) {
        emitter.skipped(name, offset, key, null, "binary_file");
      } else if (text == null) {
        emitter.failed(name, offset, key, null, "invalid_utf8", "the file is no UTF-8");
      } else {
        SortedMap<String, String> extra = new TreeMap<>();
        extra.put(PATH, path);
        extra.put(CODE_LANGUAGE, language);
        emitter.document(name, offset, key, text, extra);
      }
    }
  }

  private static boolean isBinary(byte[] bytes) {
    for (int i = 0; i < Math.min(bytes.length, BINARY_HEAD_BYTES); i++) {
      if (bytes[i] == 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * @param name {@code owner/repo}
   * @param commit as many hexadecimal digits as are told
   */
  private record Repository(String name, String commit) {

    /** Null if the archive does not tell its commit, or lies in no folder. */
    static @Nullable Repository of(String input, @Nullable String comment) {
      int slash = input.lastIndexOf('/');
      if (comment == null || !isCommit(comment.strip()) || slash <= 0) {
        return null;
      }
      String folder = input.substring(input.lastIndexOf('/', slash - 1) + 1, slash);
      String stem = input.substring(slash + 1);
      for (String suffix : new String[] {".gz", ".tgz", ".tar", ".zip"}) {
        if (stem.endsWith(suffix)) {
          stem = stem.substring(0, stem.length() - suffix.length());
        }
      }
      String commit = comment.strip();
      int cut = stem.lastIndexOf('-');
      if (cut > 0 && stem.length() - cut > 7 && commit.startsWith(stem.substring(cut + 1))) {
        stem = stem.substring(0, cut);
      }
      return new Repository(folder + "/" + stem, commit);
    }

    /** Such archives hold one folder, named after repository and branch or commit. */
    static String withoutTop(String name) {
      int slash = name.indexOf('/');
      return slash < 0 ? name : name.substring(slash + 1);
    }

    private static boolean isCommit(String comment) {
      if (comment.length() != 40 && comment.length() != 64) {
        return false;
      }
      for (int i = 0; i < comment.length(); i++) {
        if (Character.digit(comment.charAt(i), 16) < 0) {
          return false;
        }
      }
      return true;
    }
  }
}
