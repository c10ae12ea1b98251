using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>A file of a run that browsers may fetch.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What it is, for browsers.</param>
/// <param name="Path">Where it lies in a run's folder.</param>
/// <param name="MakeSoFar">Makes it of the checkpoint of a run that does not have it yet, or null.</param>
internal sealed record RunDownload(string Name, string Type, Func<RunFolder, string> Path, Func<RunFolder, byte[]>? MakeSoFar = null)
{
    /// <summary>Whether it can be made of the checkpoint in this folder.</summary>
    public bool CanBeMade(RunFolder folder) => MakeSoFar is not null && File.Exists(folder.Checkpoint);
}
