#!/usr/bin/env bash
# A real Flink cluster on this machine: one JobManager and some TaskManagers, each a process of its own.
#
#   deploy/cluster.sh start [--with-quipu] [--lib JAR]   start it and wait until its TaskManagers are there
#   deploy/cluster.sh status                             processes, slots, metaspace
#   deploy/cluster.sh kill-tm N                          kill -9 TaskManager N
#   deploy/cluster.sh start-tm N                         start TaskManager N
#   deploy/cluster.sh stop                               stop it and take its temporary files away
#
# --with-quipu  Quipu's jars lie in the cluster's lib folder (build them first: mvn package -DskipTests);
#               without it a job has to bring its jars along
# --lib JAR     one more jar for the lib folder
#
# Environment, with defaults: FLINK_PORT=8081 (REST), FLINK_RPC_PORT=6123, TASK_MANAGERS=2, SLOTS=2 (a TaskManager),
# TM_HEAP_MB=1024, TM_MANAGED_MB=256, TM_NETWORK_MB=128, TM_METASPACE_MB=256, JM_HEAP_MB=512,
# CLUSTER_DIR=deploy/target/cluster (jars, logs, process ids), JAVA_HOME.
set -euo pipefail

deploy=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$deploy")
dir=${CLUSTER_DIR:-$deploy/target/cluster}
rest=${FLINK_PORT:-8081}
rpc=${FLINK_RPC_PORT:-6123}
workers=${TASK_MANAGERS:-2}
slots=${SLOTS:-2}
heap=${TM_HEAP_MB:-1024}
managed=${TM_MANAGED_MB:-256}
network=${TM_NETWORK_MB:-128}
metaspace=${TM_METASPACE_MB:-256}
jm_heap=${JM_HEAP_MB:-512}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

# Of a TaskManager, in MB: Flink's own part of the heap, and direct memory besides the network's.
framework_heap=128
direct=192

die() {
  echo "cluster.sh: $*" >&2
  exit 1
}

# The process id of a name (jm, tm-1, ...) if it runs. Ids are reused: the command line must be ours.
pid_of() {
  local file=$dir/run/$1.pid pid
  [[ -f $file ]] || return 1
  pid=$(<"$file")
  ps -p "$pid" -o args= 2>/dev/null | grep -q 'org.apache.flink.runtime' || return 1
  echo "$pid"
}

overview() {
  curl -sf -m 5 "http://127.0.0.1:$rest/overview"
}

registered() {
  overview | sed -n 's/.*"taskmanagers":\([0-9]*\).*/\1/p'
}

fetch_flink() {
  if ! compgen -G "$deploy/target/flink/flink-runtime-1*.jar" >/dev/null; then
    echo "fetching Flink's jars (once)" >&2
    mvn -q -B -ntp -f "$deploy/pom.xml" package
  fi
}

# Fills lib. A jar of Quipu replaces Flink's jar of the same artifact, so that no class is there twice.
fill_lib() {
  local with_quipu=$1 extra=$2 jar artifact
  rm -rf "$dir/lib"
  mkdir -p "$dir/lib"
  if [[ $with_quipu == yes ]]; then
    compgen -G "$root/pipelines/target/lib/quipu-pipelines-*.jar" >/dev/null ||
      die "no jars in pipelines/target/lib; build them: mvn package -DskipTests"
    cp "$root"/pipelines/target/lib/*.jar "$dir/lib/"
  fi
  for jar in "$deploy"/target/flink/*.jar; do
    artifact=$(basename "$jar" | sed 's/-[0-9].*//')
    compgen -G "$dir/lib/$artifact-[0-9]*.jar" >/dev/null || cp "$jar" "$dir/lib/"
  done
  [[ -z $extra ]] || cp "$extra" "$dir/lib/"
}

# launch NAME JVM-OPTION... -- CLASS ARGUMENT...
launch() {
  local name=$1 jvm=()
  shift
  while [[ $1 != -- ]]; do
    jvm+=("$1")
    shift
  done
  shift
  mkdir -p "$dir/log" "$dir/run" "$dir/tmp/$name"
  # On a busy machine Pekko's 10 s are too short; Flink 1.19 hands its own setting to a name that Pekko does not read.
  nohup "$java" "@$deploy/jvm-options" "${jvm[@]}" -Dpekko.remote.classic.startup-timeout=120s \
    -Dlog.file="$dir/log/$name.log" \
    -Dlog4j.configurationFile="$deploy/conf/log4j2.properties" -Djava.io.tmpdir="$dir/tmp/$name" \
    -cp "$dir/lib/*" "$@" --configDir "$deploy/conf" \
    -D rest.port="$rest" -D rest.bind-port="$rest" -D jobmanager.rpc.port="$rpc" -D io.tmp.dirs="$dir/tmp/$name" \
    "${extra_properties[@]}" >"$dir/log/$name.out" 2>&1 </dev/null &
  echo $! >"$dir/run/$name.pid"
}

start_jm() {
  extra_properties=()
  launch jm "-Xmx${jm_heap}m" -- \
    org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint --executionMode cluster
}

start_tm() {
  local name=tm-$1
  pid_of "$name" >/dev/null && die "$name runs already"
  extra_properties=(
    -D taskmanager.resource-id="$name"
    -D taskmanager.numberOfTaskSlots="$slots"
    -D taskmanager.cpu.cores="$slots.0"
    -D taskmanager.memory.framework.heap.size="${framework_heap}m"
    -D taskmanager.memory.task.heap.size="$((heap - framework_heap))m"
    -D taskmanager.memory.framework.off-heap.size="${direct}m"
    -D taskmanager.memory.task.off-heap.size=0m
    -D taskmanager.memory.network.min="${network}m"
    -D taskmanager.memory.network.max="${network}m"
    -D taskmanager.memory.managed.size="${managed}m"
    -D taskmanager.memory.jvm-metaspace.size="${metaspace}m"
    -D taskmanager.memory.jvm-overhead.min=192m
    -D taskmanager.memory.jvm-overhead.max=192m
  )
  # No jar manifest can add the module that the SIMD engine needs.
  launch "$name" "-Xmx${heap}m" "-XX:MaxDirectMemorySize=$((direct + network))m" \
    "-XX:MaxMetaspaceSize=${metaspace}m" --add-modules=jdk.incubator.vector -- \
    org.apache.flink.runtime.taskexecutor.TaskManagerRunner
}

wait_for() {
  local wanted=$1 second name
  for ((second = 0; second < 300; second++)); do
    [[ $(registered) == "$wanted" ]] && return
    for name in $(names); do
      pid_of "$name" >/dev/null || die "$name ended; see $dir/log/$name.log and $name.out"
    done
    sleep 1
  done
  die "of $wanted TaskManagers $(registered) registered in 300 s; see $dir/log"
}

start() {
  local with_quipu=no extra="" n
  while (($#)); do
    case $1 in
      --with-quipu) with_quipu=yes ;;
      --lib) extra=${2:?--lib needs a jar}; shift ;;
      *) die "unknown option $1" ;;
    esac
    shift
  done
  pid_of jm >/dev/null && die "it runs already; stop it first"
  overview >/dev/null && die "something answers at 127.0.0.1:$rest; set FLINK_PORT"
  fetch_flink
  fill_lib "$with_quipu" "$extra"
  rm -rf "$dir/tmp"
  start_jm
  for ((n = 1; n <= workers; n++)); do
    start_tm "$n"
  done
  wait_for "$workers"
  echo "Flink master 127.0.0.1:$rest, $workers TaskManagers with $slots slots each; logs in $dir/log"
}

names() {
  local file
  for file in "$dir"/run/*.pid; do
    [[ -f $file ]] && basename "$file" .pid
  done
}

status() {
  local name pid used
  for name in $(names); do
    if pid=$(pid_of "$name"); then
      used=$(jcmd "$pid" VM.metaspace 2>/dev/null | sed -n 's/^ *Both: .* \([0-9.]* [KMG]B\) ([^)]*) used.*/\1/p' | head -1)
      echo "$name: process $pid, metaspace ${used:-unknown}"
    else
      echo "$name: gone"
    fi
  done
  overview || die "Flink master 127.0.0.1:$rest does not answer"
  echo
}

stop() {
  local name pid second
  for name in $(names); do
    pid=$(pid_of "$name") && kill "$pid" || true
  done
  for name in $(names); do
    for ((second = 0; second < 10; second++)); do
      pid_of "$name" >/dev/null || break
      sleep 1
    done
    if pid=$(pid_of "$name"); then
      kill -9 "$pid"
    fi
    rm -f "$dir/run/$name.pid"
  done
  rm -rf "$dir/tmp"
}

case ${1:-} in
  start) shift; start "$@" ;;
  stop) stop ;;
  status) status ;;
  start-tm) start_tm "${2:?start-tm needs a number}" ;;
  kill-tm)
    pid=$(pid_of "tm-${2:?kill-tm needs a number}") || die "tm-$2 does not run"
    kill -9 "$pid"
    ;;
  *)
    sed -n '2,/^set -euo/p' "${BASH_SOURCE[0]}" | sed '$d; s/^# \{0,1\}//'
    exit 2
    ;;
esac
