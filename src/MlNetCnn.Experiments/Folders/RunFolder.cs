using System.Globalization;

namespace MlNetCnn.Experiments;

/// <summary>
/// A run's folder, complete without the store: <c>request.json</c>, <c>run.json</c> (name, state, times, where it ran), <c>metrics.csv</c>
/// by epoch, <c>steps.csv</c>, <c>usage.csv</c>, <c>log.txt</c>, <c>checkpoint</c>, <c>result.json</c>, <c>predictions.csv</c>,
/// <c>model.zip</c>, <c>model.onnx</c> and <c>MODEL.md</c>.
/// </summary>
/// <remarks>
/// While a worker has the run, its files are in the folder <c>attempt-N</c> inside, N being the number that the run's row gave it: what a
/// worker that was taken for lost writes there later disturbs nobody. When the worker is done, and the row says so, they move up.
/// </remarks>
internal sealed class RunFolder
{
    private const string AttemptPrefix = "attempt-";

    /// <summary>The folder need not exist yet.</summary>
    public RunFolder(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = System.IO.Path.GetFullPath(path);
    }

    public string Path { get; }

    public string Request => In("request.json");

    public string Card => In("run.json");

    public string Metrics => In("metrics.csv");

    public string Steps => In("steps.csv");

    /// <summary>CPU cores, memory and GPU, sampled every two seconds.</summary>
    public string Usage => In("usage.csv");

    /// <summary>Events for people, one per line with a UTC timestamp. Only workers write it.</summary>
    public string Log => In("log.txt");

    public string Checkpoint => In("checkpoint");

    public string Result => In("result.json");

    public string Predictions => In("predictions.csv");

    public string Zip => In("model.zip");

    public string Onnx => In("model.onnx");

    public string ModelCard => In("MODEL.md");

    /// <summary>The folder of the current attempt if there is one, else this folder.</summary>
    public RunFolder Newest => Attempts().LastOrDefault() is { } last and > 0 ? Attempt(last) : this;

    internal RunFolder Attempt(int token) => new(In($"{AttemptPrefix}{token.ToString(CultureInfo.InvariantCulture)}"));

    /// <summary>Creates the folder of an attempt, with the checkpoint and metrics of earlier ones.</summary>
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

    /// <summary>Moves the files of an attempt up and removes all attempts up to it. Does nothing the second time.</summary>
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
