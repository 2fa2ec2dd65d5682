package io.quipu.pipelines.stage.sites;

import io.quipu.pipelines.plan.Stage;
import io.quipu.pipelines.run.LoadedRun;
import io.quipu.pipelines.stage.part.Jobs;
import io.quipu.pipelines.stage.part.Scratch;
import io.quipu.pipelines.stage.part.WideTask;
import io.quipu.pipelines.stage.part.WideWork;
import java.io.IOException;
import java.util.List;

/**
 * Drops the pages of sites that disclose personal data. Two jobs, since a site is judged against
 * the rate of all pages:
 *
 * <pre>
 * 1  parts                        -> site : counts of a part's pages, masked examples
 *    group by site                -> files of counts
 *    (the driver computes the rate over all pages, and writes the evidence on every site)
 * 2  files of counts: each judged -> part | site : decision       (a site's counts name its parts)
 *    by part                      -> decisions
 * </pre>
 *
 * Evidence is written to {@code sites/<stage>/}; the stage is up to date only if it exists. Rows
 * without a site are kept.
 */
public final class SiteRemoval implements WideWork {

  private final LoadedRun run;
  private final Stage stage;

  public SiteRemoval(LoadedRun run, Stage stage) {
    this.run = run;
    this.stage = stage;
  }

  @Override
  public void build(List<WideTask> tasks, Jobs jobs) throws IOException {
    Scratch scratch = new Scratch(run.work(), stage.name(), tasks.get(0).fingerprint());
    scratch.clear();
    jobs.run(SiteTally.job(run, stage, scratch, tasks));
    SiteTally tally = SiteTally.of(scratch);
    SiteEvidenceFile.write(run, stage, tally, scratch.fingerprint());
    jobs.run(SiteDecisions.job(run, stage, tally, tasks));
    scratch.clear();
  }
}
