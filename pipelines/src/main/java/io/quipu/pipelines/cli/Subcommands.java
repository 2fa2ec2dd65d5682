package io.quipu.pipelines.cli;

import io.quipu.core.table.Table;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Command;

/** The table of subcommands, in the order of the help. */
final class Subcommands {

  private static final List<Subcommand> OWN =
      List.of(
          new Own(RunCommand.class, RunCommand::new),
          new Own(PlanCommand.class, PlanCommand::new),
          new Own(ReportCommand.class, ReportCommand::new),
          new Own(WhyCommand.class, WhyCommand::new),
          new Own(VerifyCommand.class, VerifyCommand::new),
          new Own(PublishCommand.class, PublishCommand::new),
          new Own(RemoveCommand.class, RemoveCommand::new),
          new Own(StepsCommand.class, StepsCommand::new),
          new Own(SchemaCommand.class, SchemaCommand::new),
          new Own(SampleCommand.class, SampleCommand::new),
          new Own(ExtractCommand.class, ExtractCommand::new),
          new Own(AnnotateCommand.class, AnnotateCommand::new),
          new Own(FilterCommand.class, FilterCommand::new),
          new Own(TokenizeCommand.class, TokenizeCommand::new),
          new Own(ShardsCommand.class, ShardsCommand::new),
          new Own(EvalCommand.class, EvalCommand::new),
          new Own(GenerateCommand.class, GenerateCommand::new));

  private Subcommands() {}

  static Table<Subcommand> table() {
    return Table.open("subcommand", Subcommand.class, OWN, Subcommand::name);
  }

  /** A class of this package, which takes its name from its annotation. */
  private record Own(Class<?> type, Function<Console, Object> constructor) implements Subcommand {

    @Override
    public String name() {
      return type.getAnnotation(Command.class).name();
    }

    @Override
    public Object on(Console console) {
      return constructor.apply(console);
    }
  }
}
