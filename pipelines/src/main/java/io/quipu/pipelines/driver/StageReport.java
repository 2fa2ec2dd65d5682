package io.quipu.pipelines.driver;

import io.quipu.core.account.Counts;
import java.util.List;
import java.util.SortedMap;

/**
 * What one stage did in a run.
 *
 * @param made files made anew, 0 if all stood from an earlier run
 * @param parts parts, or other units, that the stage has
 * @param seconds wall time
 * @param cpuSeconds CPU time of this process meanwhile
 * @param accounts by source, one a unit
 */
public record StageReport(
    String stage,
    long made,
    long parts,
    double seconds,
    double cpuSeconds,
    SortedMap<String, List<Counts>> accounts) {}
