using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard.Tests;

/// <summary>Requests that no worker takes in these tests.</summary>
internal static class Tiny
{
    public static RunRequest Request(string? name = null, params string[] tags) =>
        new() { Architecture = Architectures.Find("lenet"), Data = MlNetCnn.DataSets.Bundled.Name, Name = name, Tags = [.. tags] };
}
