using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using MlNetCnn.Textbook;
using Spectre.Console;

namespace MlNetCnn.Cli;

/// <summary>Learning the edge detector's kernel by gradient descent (7.2).</summary>
internal static class LearnKernelCommand
{
    public static Command Create()
    {
        var seed = new Option<int>("--seed") { Description = "Decides the random start. Not given: 0." };
        var iterations = new Option<int>("--iterations")
        {
            Description = "How many updates. Not given: 10.",
            DefaultValueFactory = _ => KernelLearning.DefaultIterations,
        };
        var learningRate = new Option<double>("--learning-rate")
        {
            Description = "The factor of the gradient; above 1/30 it diverges. Not given: 0.03.",
            DefaultValueFactory = _ => KernelLearning.DefaultLearningRate,
        };
        var json = LabOptions.Json();
        var command = new Command("learn-kernel", "Learn the edge detector [1, -1] from its input and output (7.2).")
        {
            seed, iterations, learningRate, json,
        };
        command.SetAction(result =>
        {
            var steps = KernelLearning.LearnEdges(result.GetValue(seed), result.GetValue(iterations), result.GetValue(learningRate));
            return new LabReport("learn-kernel")
                .With("seed", (JsonNode)result.GetValue(seed))
                .With("learningRate", result.GetValue(learningRate))
                .With("steps", new JsonArray([.. steps.Select(ToJson)]), ToTable(steps))
                .With("kernel", steps[^1].Kernel)
                .Write(result, result.GetValue(json));
        });
        return command;
    }

    private static JsonObject ToJson(KernelLearningStep step) => new()
    {
        ["iteration"] = step.Iteration,
        ["loss"] = LabReport.ToJson(step.Loss),
        ["kernel"] = LabReport.ToJson(step.Kernel),
    };

    private static Table ToTable(IReadOnlyList<KernelLearningStep> steps)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(new TableColumn("iteration").RightAligned());
        table.AddColumn(new TableColumn("loss").RightAligned());
        table.AddColumn("kernel after it");
        foreach (var step in steps)
        {
            table.AddRow(
                new Text(step.Iteration.ToString(CultureInfo.InvariantCulture)),
                new Text(step.Loss.ToString("0.000", CultureInfo.InvariantCulture)),
                new Text(ArrayText.Format(step.Kernel)));
        }
        return table;
    }
}
