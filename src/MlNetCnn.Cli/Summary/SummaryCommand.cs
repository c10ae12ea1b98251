using System.CommandLine;
using System.CommandLine.Parsing;

namespace MlNetCnn.Cli;

internal static class SummaryCommand
{
    public const string Description = "Show every layer of a network with its output shape, parameters, multiply-accumulates (MACs) and memory.";

    private const int ClassesOfOnesOwn = 10;

    public static Command Create()
    {
        var architecture = ArchitectureSource.CreateArgument<string?>(ArgumentArity.ZeroOrOne);
        var input = Options.Optional<string>("--input", "CxHxW",
            "Set the input shape, channels first, like 1x28x28. Default: the network's own; required for a network of yours.");
        var classes = Options.Optional<int?>("--classes", "N",
            $"Set the number of classes, at least 2. Default: the network's own, {ClassesOfOnesOwn} for a network of yours.");
        var depth = Options.Optional<int?>("--depth", "N",
            "Expand this many levels of blocks in the table, at least 1; others show their sums. Default: all.");
        var batchSize = new Option<int>("--batch-size")
        {
            Description = "Set the mini-batch size for the memory of training, at least 1.",
            HelpName = "N",
            DefaultValueFactory = _ => TrainingMemory.DefaultBatchSize,
        };
        var optimizer = new Option<string>("--optimizer")
        {
            Description = "Set the optimizer for the memory of training, which keeps 0 (sgd), 1 (momentum) or 2 values (adam) per parameter.",
            HelpName = string.Join('|', TrainingMemory.Optimizers),
            DefaultValueFactory = _ => TrainingMemory.DefaultOptimizer,
        };
        optimizer.AcceptOnlyFromAmong([.. TrainingMemory.Optimizers]);
        var list = new Option<bool>("--list") { Description = "List the networks of the catalog instead." };
        var markdown = new Option<bool>("--markdown") { Description = "Print Markdown instead of tables." };
        var json = Options.Json();
        var command = new Command("summary", Description)
        {
            architecture, input, classes, depth, batchSize, optimizer, list, markdown, json,
        };
        command.Check(result => Check(result, architecture, list, json, markdown));
        command.SetAction(result =>
        {
            var terminal = Terminal.Of(result, json);
            if (result.GetValue(list))
            {
                WriteCatalog(terminal, result.GetValue(markdown));
                return 0;
            }
            var plan = UsageError.Read(() => Plan(result.GetRequiredValue(architecture)!, result.GetValue(input), result.GetValue(classes)));
            var levels = Options.Positive(depth.Name, result.GetValue(depth) ?? int.MaxValue);
            var memory = new TrainingMemory(Options.Positive(batchSize.Name, result.GetValue(batchSize)), result.GetRequiredValue(optimizer));
            if (terminal.IsJson)
                terminal.WriteJson(SummaryDocument.Of(plan, memory));
            else if (result.GetValue(markdown))
                SummaryMarkdown.Write(terminal, plan, levels, memory);
            else
                SummaryTable.Write(terminal, plan, levels, memory);
            return 0;
        });
        return command;
    }

    private static void Check(CommandResult result, Argument<string?> architecture, Option<bool> list, Option<bool> json, Option<bool> markdown)
    {
        if (result.GetValue(list) && result.GetValue(architecture) is not null)
            result.AddError("Name either an architecture or --list, not both.");
        else if (!result.GetValue(list) && result.GetValue(architecture) is null)
            result.AddError("Name an architecture, or --list to see which there are.");
        else if (result.GetValue(json) && result.GetValue(markdown))
            result.AddError("Give either --json or --markdown, not both.");
    }

    private static NetworkPlan Plan(string name, string? input, int? classes)
    {
        var (architecture, entry) = ArchitectureSource.Find(name);
        var shape = input is not null ? TensorShape.Parse(input) : entry?.DefaultInput
            ?? throw new ArgumentException($"'{name}' says nothing about its images: give their shape, like --input 1x28x28.");
        return architecture.Plan(shape, classes ?? entry?.DefaultClasses ?? ClassesOfOnesOwn);
    }

    private static void WriteCatalog(Terminal terminal, bool markdown)
    {
        if (terminal.IsJson)
            terminal.WriteJson(Architectures.All.Select(e => new
            {
                e.Name,
                e.Group,
                e.Description,
                e.Paper,
                e.DefaultInput,
                e.SmallestInput,
                e.DefaultClasses,
                e.HasWidths,
            }));
        else if (markdown)
            CatalogMarkdown.Write(terminal);
        else
            CatalogTable.Write(terminal);
    }
}
