using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>
/// A downloadable file of a run. <paramref name="MakeSoFar"/> creates it from the checkpoint of an unfinished run, or is null.
/// </summary>
internal sealed record RunDownload(string Name, string Type, Func<RunFolder, string> Path, Func<RunFolder, byte[]>? MakeSoFar = null)
{
    /// <summary>Whether it can be created from the checkpoint in this folder.</summary>
    public bool CanBeMade(RunFolder folder) => MakeSoFar is not null && File.Exists(folder.Checkpoint);
}
