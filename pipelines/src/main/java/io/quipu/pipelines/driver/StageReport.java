package io.quipu.pipelines.driver;

import io.quipu.core.account.Counts;
import java.util.List;
import java.util.SortedMap;

/**
 * The work that one stage did in a run.
 *
 * @param made files built, 0 if all were up to date from an earlier run
 * @param parts number of the stage's parts, or other units
 * @param seconds wall time
 * @param cpuSeconds CPU time of this process meanwhile
 * @param accounts by source, one for each unit
 */
public record StageReport(
    String stage,
    long made,
    long parts,
    double seconds,
    double cpuSeconds,
    SortedMap<String, List<Counts>> accounts) {}
