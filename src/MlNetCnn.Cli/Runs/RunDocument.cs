using System.Text.Json.Nodes;
using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Cli;

internal static class RunDocument
{
    public static object Of(Run run) => new
    {
        run.Id,
        run.Name,
        State = run.State.Word(run.Wish),
        Architecture = run.Request.Architecture.Name,
        run.Request.Data,
        run.Request.Settings,
        run.Tags,
        run.Group,
        run.Note,
        run.Priority,
        run.CreatedAt,
        run.StartedAt,
        run.EndedAt,
        run.TrashedAt,
        run.Attempts,
        run.Epoch,
        run.Epochs,
        TestAccuracy = run.Result?.Test?.Accuracy,
        TestAccuracyInterval = run.Result?.Test?.AccuracyInterval,
        ValidationAccuracy = run.Result?.Validation?.Accuracy,
        ValidationAccuracyInterval = run.Result?.Validation?.AccuracyInterval,
        run.Environment?.Machine,
        run.Environment?.Device,
        run.PrunedAfter,
        run.Sentence,
    };

    public static object Whole(Run run, string folder, IReadOnlyList<EpochMetrics> epochs) => new
    {
        NotTested = NotTested.Of(run),
        Run = Of(run),
        Request = JsonNode.Parse(run.Request.ToJson()),
        run.RequestHash,
        run.ContentHash,
        run.Environment,
        Folder = folder,
        Epochs = epochs.Select(EpochDocument.Of),
        run.Result,
        run.Speed,
    };
}
