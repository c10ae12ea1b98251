using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MlNetCnn.Experiments;

/// <summary><c>run.json</c>: everything about a run except its request, its result and what only the store knows.</summary>
internal static class RunCard
{
    private const int CurrentVersion = 1;

    private static readonly string[] Elsewhere = ["request", "result", "wish", "priority", "trashedAt", "pauseAfter"];

    private static readonly JsonSerializerOptions Json = new(RunJson.File)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Fit } },
    };

    public static string Of(Run run) => JsonSerializer.Serialize(run, Json);

    public static void Save(Run run, string path) => AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, run, Json));

    /// <exception cref="InvalidDataException">It is not such a folder, or one of a newer version.</exception>
    public static Run Load(RunFolder folder)
    {
        var request = RunRequest.Load(folder.Request);
        return RunJson.Load<Run>(folder.Card, Json) with
        {
            Request = request,
            RequestHash = request.ContentHash(),
            Result = File.Exists(folder.Result) ? RunJson.Load<RunResult>(folder.Result) : null,
        };
    }

    private static void Fit(JsonTypeInfo type)
    {
        if (type.Type != typeof(Run))
            return;
        foreach (var property in type.Properties.Where(p => Elsewhere.Contains(p.Name)).ToArray())
            type.Properties.Remove(property);
        var version = type.CreateJsonPropertyInfo(typeof(int), "version");
        (version.Order, version.IsRequired, version.Get) = (-1, true, _ => CurrentVersion);
        version.Set = (_, found) =>
        {
            if ((int)found! != CurrentVersion)
                throw new JsonException($"it is of version {found}, but this version of MlNetCnn reads {CurrentVersion}: update it");
        };
        type.Properties.Add(version);
    }
}
