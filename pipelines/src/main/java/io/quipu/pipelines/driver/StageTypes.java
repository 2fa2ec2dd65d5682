package io.quipu.pipelines.driver;

import io.quipu.core.table.Table;
import io.quipu.pipelines.recipe.stage.StageKinds;
import io.quipu.pipelines.stage.dedup.DedupType;
import io.quipu.pipelines.stage.evaluate.EvaluateType;
import io.quipu.pipelines.stage.extract.ExtractType;
import io.quipu.pipelines.stage.identity.IdentityType;
import io.quipu.pipelines.stage.mix.MixType;
import io.quipu.pipelines.stage.narrow.AnnotateType;
import io.quipu.pipelines.stage.narrow.FilterType;
import io.quipu.pipelines.stage.narrow.TokenizeType;
import io.quipu.pipelines.stage.part.StageType;
import io.quipu.pipelines.stage.publish.PublishType;
import io.quipu.pipelines.stage.shard.ShardType;
import io.quipu.pipelines.stage.sites.SitesType;
import java.util.List;

/** The table of stage types. Those that every plan has come in this order. */
public final class StageTypes implements StageKinds {

  private static final Table<StageType> TABLE =
      Table.open(
          "stage",
          StageType.class,
          List.of(
              new ExtractType(),
              new AnnotateType(),
              new FilterType(),
              new IdentityType(),
              new SitesType(),
              new DedupType(),
              new TokenizeType(),
              new MixType(),
              new ShardType(),
              new EvaluateType(),
              new PublishType()),
          StageType::name);

  @Override
  public Table<StageType> table() {
    return TABLE;
  }
}
