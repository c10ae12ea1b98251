using System.CommandLine;
using MlNetCnn.Cli.Output;
using Spectre.Console;

namespace MlNetCnn.Cli.Commands;

/// <summary>`mlnetcnn summary`: the layers of a network, their shapes and costs, before anything runs; or the catalog.</summary>
internal static class SummaryCommand
{
    public static Command Create()
    {
        var architecture = new Argument<string?>("ARCHITECTURE") { Description = ArchitectureSource.Help, Arity = ArgumentArity.ZeroOrOne };
        var input = Options.Optional<string>("--input", "CxHxW",
            "The images, channels first, like 1x28x28. Default: those the network was made for; a network of your own needs it.");
        var classes = new Option<int>("--classes") { Description = "The number of classes, at least 2.", HelpName = "N", DefaultValueFactory = _ => 10 };
        var list = new Option<bool>("--list") { Description = "List the networks of the catalog instead." };
        var json = Options.Json();
        var command = new Command("summary", "Show every layer of a network with its output's shape, parameters and multiply-adds, before anything runs.")
        {
            architecture, input, classes, list, json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(list) == result.GetValue(architecture) is not null)
            {
                result.AddError(result.GetValue(list)
                    ? "Name either an architecture or --list, not both."
                    : "Name an architecture, or --list to see which there are.");
            }
        });
        command.SetAction(result =>
        {
            var terminal = Terminal.Of(result, json);
            if (result.GetValue(list))
                WriteCatalog(terminal);
            else
                Write(terminal, Plan(result.GetValue(architecture)!, result.GetValue(input), result.GetValue(classes)));
            return 0;
        });
        return command;
    }

    private static NetworkPlan Plan(string name, string? input, int classes)
    {
        var (architecture, entry) = ArchitectureSource.Find(name);
        var shape = input is not null ? TensorShape.Parse(input) : entry?.DefaultInput
            ?? throw new ArgumentException($"'{name}' says nothing about its images: give their shape, like --input 1x28x28.");
        return architecture.Plan(shape, classes);
    }

    private static void Write(Terminal terminal, NetworkPlan plan)
    {
        if (!terminal.IsJson)
        {
            terminal.Out.Write(LayerTable.Of(plan));
            return;
        }
        terminal.WriteJson(new
        {
            Architecture = plan.Architecture.Name,
            plan.Input,
            plan.Classes,
            Layers = plan.Steps.Select(s => new { s.Path, s.Kind, s.Output, Parameters = s.OwnParameters, Macs = s.OwnMacs }),
            Blocks = plan.Layers.Select(l => new { l.Path, l.Output }),
            plan.Parameters,
            plan.Macs,
        });
    }

    private static void WriteCatalog(Terminal terminal)
    {
        if (terminal.IsJson)
        {
            terminal.WriteJson(Architectures.All.Select(e => new { e.Name, e.Description, e.Paper, e.DefaultInput, e.SmallestInput, e.HasWidths }));
            return;
        }
        var table = new Table().Border(TableBorder.Simple).AddColumn("name", c => c.NoWrap()).AddColumn("what it is")
            .AddColumn("made for", c => c.NoWrap()).AddColumn("at least", c => c.NoWrap());
        foreach (var entry in Architectures.All)
        {
            table.AddRow(
                new Text(entry.HasWidths ? $"{entry.Name}[/N]" : entry.Name),
                new Rows(new Text(entry.Description), new Text(entry.Paper, new Style(decoration: Decoration.Dim))),
                new Text($"{entry.DefaultInput}"),
                new Text($"{entry.SmallestInput}"));
        }
        terminal.Out.Write(table);
        terminal.Say("[/N] divides the channels of the convolutions, for smaller machines: vgg11/4.");
    }
}
