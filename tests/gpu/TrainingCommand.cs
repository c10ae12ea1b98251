using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace MlNetCnn.GpuProof;

/// <summary>A training by the command, in a folder of its own.</summary>
internal sealed class TrainingCommand(string command, string[] training) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlnetcnn-gpu-");

    private string Store => Path.Combine(_folder.FullName, "runs.db");

    /// <returns>What <c>--json</c> prints.</returns>
    public JsonNode Run(string device, params string[] more) => Json([.. training, "--device", device, .. more]);

    /// <summary>Kills a training after its first epoch, when its checkpoint is there, and lets another go on from it.</summary>
    public JsonNode KillAndResume(string device)
    {
        var checkpoint = Path.Combine(_folder.FullName, "checkpoint");
        string[] more = ["--checkpoint", checkpoint];
        using (var killed = Start([.. training, "--device", device, .. more]))
        {
            while (!File.Exists(checkpoint) && !killed.HasExited)
                Thread.Sleep(5);
            killed.Kill();
            killed.WaitForExit();
        }
        return Run(device, more);
    }

    /// <summary>What it says as it fails.</summary>
    public string Failure(string device)
    {
        using var process = Start([.. training, "--device", device]);
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? "it did not." : said.Trim().Split('\n')[^1];
    }

    /// <summary>The most that a run had taken of the GPU's memory; empty on the CPU.</summary>
    public string GpuMemory(string run)
    {
        var usage = Path.Combine((string)Json("runs", "show", run)["folder"]!, "usage.csv");
        var bytes = File.ReadLines(usage).Skip(1).Select(line => line.Split(',')[3]).Where(field => field.Length > 0).Select(field => long.Parse(field, CultureInfo.InvariantCulture));
        return bytes.DefaultIfEmpty().Max() is > 0 and var most ? $"{most >> 20} MB" : "";
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private JsonNode Json(params string[] arguments)
    {
        using var process = Start([.. arguments, "--json"]);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? JsonNode.Parse(output)! : throw new InvalidOperationException($"{string.Join(' ', arguments)}: {errors.Result}");
    }

    private Process Start(string[] arguments) => Process.Start(
        new ProcessStartInfo(command, [.. arguments, "--store", Store]) { WorkingDirectory = _folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true })!;
}
