using System.Diagnostics;
using Microsoft.ML;

namespace MlNetCnn.Benchmarks;

/// <summary>The sample web app as a process of its own on a free loopback port.</summary>
internal sealed class WebServer : IDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlnetcnn-web-");
    private readonly Process _process;

    public WebServer(Network network, bool gathers)
    {
        var ml = new MLContext(seed: 1);
        var model = network.Model();
        model.Save(Path.Combine(_folder.FullName, "model.onnx"));
        using (var transformer = ml.Cnn.FromModel(model))
            ml.Model.Save(transformer, network.Images(1).ToDataView(ml).Schema, Path.Combine(_folder.FullName, "model.zip"));
        string[] arguments = [BuiltPath.Of("WebApp"), "--urls", "http://127.0.0.1:0", "--MicroBatching", $"{gathers}"];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, WorkingDirectory = _folder.FullName };
        _process = Process.Start(start)!;
        var line = "";
        while (line is not null && !line.Contains(Listening, StringComparison.Ordinal))
            line = _process.StandardOutput.ReadLine();
        if (line is null)
            throw new InvalidOperationException("The web app ended before it listened.");
        Address = new Uri(line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..].Trim());
        _ = _process.StandardOutput.ReadToEndAsync(); // the app never waits for a full pipe
    }

    public Uri Address { get; }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }
}
