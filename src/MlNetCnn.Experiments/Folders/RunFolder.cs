using System.Globalization;

namespace MlNetCnn.Experiments;

/// <summary>
/// A run's folder, which says everything about it without the store: <c>request.json</c>, <c>run.json</c> (name, state, times, where it
/// ran), <c>metrics.csv</c> by epoch, <c>steps.csv</c>, <c>usage.csv</c>, <c>log.txt</c>, <c>checkpoint</c>, <c>result.json</c>,
/// <c>predictions.csv</c>, <c>model.zip</c> and <c>model.onnx</c>.
/// </summary>
/// <remarks>
/// While a worker has the run, its files are in the folder <c>attempt-N</c> inside, N being the number that the run's row gave it: what a
/// worker that was taken for lost writes there later disturbs nobody. When the worker is done, and the row says so, they move up.
/// </remarks>
internal sealed class RunFolder
{
    private const string AttemptPrefix = "attempt-";

    /// <summary>The folder at this path, which need not be there yet.</summary>
    public RunFolder(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = System.IO.Path.GetFullPath(path);
    }

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>What was asked for.</summary>
    public string Request => In("request.json");

    /// <summary>Name, state, times and where it ran.</summary>
    public string Card => In("run.json");

    /// <summary>The metrics by epoch.</summary>
    public string Metrics => In("metrics.csv");

    /// <summary>The metrics within epochs.</summary>
    public string Steps => In("steps.csv");

    /// <summary>What it took of its machine: cores, memory and GPU every two seconds of work.</summary>
    public string Usage => In("usage.csv");

    /// <summary>What happened to the run, for people: a line each, behind its time (UTC). Only workers write it.</summary>
    public string Log => In("log.txt");

    /// <summary>What the run goes on from when it was cut off.</summary>
    public string Checkpoint => In("checkpoint");

    /// <summary>What the run came to.</summary>
    public string Result => In("result.json");

    /// <summary>What each test image was taken for.</summary>
    public string Predictions => In("predictions.csv");

    /// <summary>The model for ML.NET.</summary>
    public string Zip => In("model.zip");

    /// <summary>The model for ONNX runtimes.</summary>
    public string Onnx => In("model.onnx");

    /// <summary>The folder whose files are the newest: that of the last attempt while one is under way, else this one.</summary>
    public RunFolder Newest => Attempts().LastOrDefault() is { } last and > 0 ? Attempt(last) : this;

    internal RunFolder Attempt(int token) => new(In($"{AttemptPrefix}{token.ToString(CultureInfo.InvariantCulture)}"));

    /// <summary>Makes the folder of an attempt, with what earlier ones left to go on from.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    internal RunFolder Begin(int token, RunRequest request)
    {
        var attempt = Attempt(token);
        try
        {
            OwnerOnly.CreateFolder(attempt.Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The folder '{attempt.Path}' cannot be made: {e.Message.TrimEnd('.')}.", e);
        }
        RunFolder[] earlier = [.. Attempts().Where(n => n < token).OrderDescending().Select(Attempt), this];
        if (earlier.FirstOrDefault(f => File.Exists(f.Checkpoint)) is { } before)
        {
            CopyWhole(before.Checkpoint, attempt.Checkpoint);
            CopyWhole(before.Metrics, attempt.Metrics);
            CopyWhole(before.Steps, attempt.Steps);
            CopyWhole(before.Usage, attempt.Usage);
        }
        if (earlier.FirstOrDefault(f => File.Exists(f.Log)) is { } told)
            CopyWhole(told.Log, attempt.Log);
        request.Save(Request);
        request.Save(attempt.Request);
        return attempt;
    }

    /// <summary>Moves up what an attempt left, and removes all attempts up to it. Does nothing where that was done.</summary>
    /// <exception cref="IOException">A file cannot be moved.</exception>
    internal void Settle(int token)
    {
        var attempt = Attempt(token);
        if (Directory.Exists(attempt.Path))
        {
            foreach (var file in Directory.GetFiles(attempt.Path).Where(f => !System.IO.Path.GetFileName(f).StartsWith('.')))
                File.Move(file, In(System.IO.Path.GetFileName(file)), overwrite: true);
        }
        foreach (var number in Attempts().Where(n => n <= token))
            Directory.Delete(Attempt(number).Path, recursive: true);
    }

    private static void CopyWhole(string from, string to)
    {
        if (!File.Exists(from))
            return;
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        AtomicFile.Write(to, source.CopyTo);
    }

    private int[] Attempts() => Directory.Exists(Path)
        ? [.. Directory.GetDirectories(Path, AttemptPrefix + "*").Select(Number).Where(n => n > 0).Order()]
        : [];

    private static int Number(string attempt) =>
        int.TryParse(System.IO.Path.GetFileName(attempt).AsSpan(AttemptPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
