package io.quipu.pipelines.beam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A cluster that {@code deploy/cluster.sh} starts for a test: real processes on free ports. */
public final class StandaloneCluster implements Closeable {

  private static final Pattern BYTES = Pattern.compile("Both: +([0-9]+) bytes used");
  private static final Pattern CLASSES = Pattern.compile("Total = +[0-9]+ +([0-9]+)");
  private static final Path SCRIPT = Path.of("../deploy/cluster.sh").toAbsolutePath().normalize();

  private final Path folder;
  private final Map<String, String> settings;
  private final int port = freePort();
  private final int rpcPort = freePort();

  StandaloneCluster(Path folder, String... options) throws IOException {
    this(folder, Map.of(), options);
  }

  /**
   * @param settings environment of the script: sizes and numbers of processes
   */
  public StandaloneCluster(Path folder, Map<String, String> settings, String... options)
      throws IOException {
    this.folder = folder;
    this.settings = Map.copyOf(settings);
    List<String> arguments = new ArrayList<>(List.of("start"));
    arguments.addAll(List.of(options));
    try {
      run(arguments.toArray(String[]::new));
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  public String master() {
    return "127.0.0.1:" + port;
  }

  public void run(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
    command.addAll(List.of(arguments));
    Path said = Files.createTempFile("cluster-", ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().putAll(settings);
    builder.environment().put("CLUSTER_DIR", folder.toString());
    builder.environment().put("FLINK_PORT", Integer.toString(port));
    builder.environment().put("FLINK_RPC_PORT", Integer.toString(rpcPort));
    Process process = builder.start();
    try {
      if (!process.waitFor(6, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(command + ": " + Files.readString(said));
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    } finally {
      Files.delete(said);
    }
  }

  /**
   * What all TaskManagers hold together.
   *
   * @param classes that are loaded
   * @param bytes of metaspace, with what the JVM notes of methods to compile them
   */
  public record Metaspace(long classes, long bytes) {}

  /**
   * The metaspace of live classes: each TaskManager collects its garbage before it is asked, or
   * classes that nobody has any more would count.
   */
  public Metaspace metaspace() throws IOException {
    long classes = 0;
    long bytes = 0;
    try (DirectoryStream<Path> processes =
        Files.newDirectoryStream(folder.resolve("run"), "tm-*.pid")) {
      for (Path process : processes) {
        String pid = Files.readString(process).strip();
        jcmd(pid, "GC.run");
        classes += number(CLASSES, jcmd(pid, "VM.classloader_stats"));
        bytes += number(BYTES, jcmd(pid, "VM.metaspace", "basic", "scale=1"));
      }
    }
    assertThat(bytes).isPositive();
    return new Metaspace(classes, bytes);
  }

  private static long number(Pattern pattern, String said) {
    Matcher matcher = pattern.matcher(said);
    assertThat(matcher.find()).as(said).isTrue();
    return Long.parseLong(matcher.group(1));
  }

  private static String jcmd(String pid, String... command) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    line.add(pid);
    line.addAll(List.of(command));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  public int workers() throws IOException {
    return get("/overview").path("taskmanagers").asInt();
  }

  /** How often a piece of a job was begun again, of all jobs so far. */
  public int furtherAttempts() throws IOException {
    int further = 0;
    for (JsonNode job : get("/jobs").path("jobs")) {
      String of = "/jobs/" + job.path("id").asText();
      for (JsonNode vertex : get(of).path("vertices")) {
        JsonNode subtasks = get(of + "/vertices/" + vertex.path("id").asText()).path("subtasks");
        for (JsonNode subtask : subtasks) {
          further += subtask.path("attempt").asInt();
        }
      }
    }
    return further;
  }

  private JsonNode get(String path) throws IOException {
    try (InputStream in = URI.create("http://" + master() + path).toURL().openStream()) {
      return new ObjectMapper().readTree(in);
    }
  }

  @Override
  public void close() throws IOException {
    run("stop");
  }

  /** A jar of this package's test classes. */
  static Path demoJar(Path folder) throws IOException {
    Path jar = folder.resolve("demo.jar");
    Path classes = Path.of("target/test-classes");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> walk = Files.walk(classes.resolve("io/quipu/pipelines/beam"))) {
      for (Path entry : walk.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(entry).toString().replace('\\', '/')));
        Files.copy(entry, out);
        out.closeEntry();
      }
    }
    return jar;
  }

  /** The jars of a built Quipu. */
  static List<Path> quipuJars() throws IOException {
    try (Stream<Path> jars = Files.list(Path.of("target/lib"))) {
      return jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
