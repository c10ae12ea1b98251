using System.Collections.Immutable;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>The downloadable files of a run: a fixed list, so that no name from outside becomes a path.</summary>
internal static class RunDownloads
{
    private static readonly ImmutableArray<RunDownload> Known =
    [
        new("model.zip", "application/zip", f => f.Zip, ModelSoFar.Zip),
        new("model.onnx", "application/octet-stream", f => f.Onnx, ModelSoFar.Onnx),
        new("MODEL.md", "text/markdown; charset=utf-8", f => f.ModelCard),
        new("metrics.csv", "text/csv; charset=utf-8", f => f.Metrics),
        new("usage.csv", "text/csv; charset=utf-8", f => f.Usage),
        new("request.json", "application/json; charset=utf-8", f => f.Request),
        new("predictions.csv", "text/csv; charset=utf-8", f => f.Predictions),
        new("log.txt", "text/plain; charset=utf-8", f => f.Log),
    ];

    public static void MapRunDownloads(this IEndpointRouteBuilder routes) => routes.MapGet("/runs/{id}/files/{name}", GetAsync);

    /// <summary>The download URL.</summary>
    public static string Address(string id, string name) => $"runs/{id}/files/{name}";

    /// <summary>The current files with their sizes, null where they would be created from the checkpoint.</summary>
    public static IEnumerable<(string Name, long? Bytes)> Of(Run run, RunFolder folder)
    {
        RunFolder[] places = [.. Places(run, folder)];
        foreach (var known in Known)
        {
            if (places.Select(p => new FileInfo(known.Path(p))).FirstOrDefault(f => f.Exists) is { } file)
                yield return (known.Name, file.Length);
            else if (places.Any(known.CanBeMade))
                yield return (known.Name, null);
        }
    }

    /// <summary>The text of <c>MODEL.md</c>; empty where there is none.</summary>
    public static string CardOf(RunFolder folder)
    {
        try
        {
            return File.Exists(folder.Newest.ModelCard) ? File.ReadAllText(folder.Newest.ModelCard) : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ""; // Being moved: the next look finds it.
        }
    }

    private static async Task<IResult> GetAsync(string id, string name, RunStore store, CancellationToken cancellation)
    {
        if (Known.FirstOrDefault(k => k.Name == name) is not { } known || await store.FindAsync(id, cancellation) is not { } run || run.Id != id)
            return Results.NotFound();
        foreach (var place in Places(run, store.FolderOf(run.Id)))
        {
            try
            {
                if (File.Exists(known.Path(place)))
                    return Results.File(new FileStream(known.Path(place), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), known.Type, FileName(run, name));
                // The best weights of an unfinished or cancelled run are in its checkpoint.
                if (known.CanBeMade(place))
                    return Results.File(known.MakeSoFar!(place), known.Type, FileName(run, name));
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                // Moved just now: it is in the next place.
            }
        }
        return Results.NotFound();
    }

    // When a run ends, its row changes first, then its files move up one by one.
    private static IEnumerable<RunFolder> Places(Run run, RunFolder folder) => run.State == RunState.Running ? [folder.Newest] : [folder.Newest, folder];

    // Run names may have characters that file names must not have.
    private static string FileName(Run run, string name)
    {
        var safe = string.Concat(run.Name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-')).Trim('-');
        return $"{(safe.Length > 0 ? safe[..Math.Min(safe.Length, 40)] : "run")}-{RunId.Short(run.Id)}-{name}";
    }
}
