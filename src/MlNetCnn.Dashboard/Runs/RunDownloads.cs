using System.Collections.Immutable;
using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Dashboard.Runs;

/// <summary>The files of a run that browsers may fetch: a fixed list, so that no name from outside becomes a path.</summary>
internal static class RunDownloads
{
    private static readonly ImmutableArray<(string Name, string Type, Func<RunFolder, string> Path)> Known =
    [
        ("model.zip", "application/zip", f => f.Zip),
        ("model.onnx", "application/octet-stream", f => f.Onnx),
        ("metrics.csv", "text/csv; charset=utf-8", f => f.Metrics),
        ("request.json", "application/json; charset=utf-8", f => f.Request),
        ("predictions.csv", "text/csv; charset=utf-8", f => f.Predictions),
        ("log.txt", "text/plain; charset=utf-8", f => f.Log),
    ];

    public static void MapRunDownloads(this IEndpointRouteBuilder routes) => routes.MapGet("/runs/{id}/files/{name}", GetAsync);

    /// <summary>Where a run's file is fetched.</summary>
    public static string Address(string id, string name) => $"runs/{id}/files/{name}";

    /// <summary>The files a run has now, and whether <c>model.onnx</c> would be made of its checkpoint.</summary>
    public static IEnumerable<(string Name, long? Bytes)> Of(RunFolder folder)
    {
        var newest = folder.Newest;
        foreach (var (name, _, path) in Known)
        {
            if (new FileInfo(path(newest)) is { Exists: true } file)
                yield return (name, file.Length);
            else if (name == "model.onnx" && File.Exists(newest.Checkpoint))
                yield return (name, null);
        }
    }

    private static async Task<IResult> GetAsync(string id, string name, RunStore store, CancellationToken cancellation)
    {
        var known = Known.FirstOrDefault(k => k.Name == name);
        if (known.Name is null || await store.FindAsync(id, cancellation) is not { } run || run.Id != id)
            return Results.NotFound();
        var folder = store.FolderOf(run.Id).Newest;
        var fileName = FileName(run, name);
        if (File.Exists(known.Path(folder)))
            return Results.File(known.Path(folder), known.Type, fileName);
        // Of a run that is not over, or was cancelled, the best weights so far lie in its checkpoint.
        return name == "model.onnx" && File.Exists(folder.Checkpoint)
            ? Results.File(TrainingCheckpoint.Load(folder.Checkpoint).Model.ToOnnx(), known.Type, fileName)
            : Results.NotFound();
    }

    // People give runs any name; a file's has letters that every system takes.
    private static string FileName(Run run, string name)
    {
        var safe = string.Concat(run.Name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-')).Trim('-');
        return $"{(safe.Length > 0 ? safe[..Math.Min(safe.Length, 40)] : "run")}-{RunId.Short(run.Id)}-{name}";
    }
}
