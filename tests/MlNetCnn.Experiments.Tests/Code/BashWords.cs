using System.Collections.Immutable;
using System.Diagnostics;

namespace MlNetCnn.Experiments.Tests;

/// <summary>What bash makes of a line with <c>mlnetcnn</c>: a function stands for the command.</summary>
internal static class BashWords
{
    /// <summary>The words behind <c>mlnetcnn</c>; what the line writes lies in the folder afterwards.</summary>
    public static ImmutableArray<string> Of(string line, string folder)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", $"mlnetcnn() {{ printf '%s\\0' \"$@\"; }}\n{line}"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        })!;
        var words = bash.StandardOutput.ReadToEnd();
        bash.WaitForExit();
        return [.. words.Split('\0')[..^1]];
    }

    /// <summary>The network that a word names.</summary>
    public static Architecture Network(string word, string folder) =>
        word.StartsWith('.') ? Architecture.Load(Path.Combine(folder, word)) : Architectures.Find(word);
}
