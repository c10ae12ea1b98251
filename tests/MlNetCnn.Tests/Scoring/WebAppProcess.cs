using System.Diagnostics;
using Microsoft.ML;

namespace MlNetCnn.Tests;

/// <summary>The sample web app as a process of its own on a free port, with a network of three classes for RGB images of 8×8.</summary>
public sealed class WebAppProcess : IDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly TemporaryFolder _folder = new();
    private readonly Process _process;

    public WebAppProcess()
    {
        var ml = new MLContext(seed: 1);
        Model.Save(_folder.File("model.onnx"));
        using (var transformer = ml.Cnn.FromModel(Model))
            ml.Model.Save(transformer, Images.ToDataView(ml).Schema, _folder.File("model.zip"));
        var start = new ProcessStartInfo("dotnet", [new PortableProcess("WebApp").Path, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = _folder.Path,
        };
        _process = Process.Start(start)!;
        Client = new HttpClient { BaseAddress = new Uri(Address()) };
        _ = _process.StandardOutput.ReadToEndAsync(); // the app never waits for a full pipe
    }

    public static TensorShape Shape { get; } = new(3, 8, 8);

    public static CnnModel Model { get; } =
        RandomModels.Create(new("small", [new Conv2d(4, 3), new ReLU(), new Flatten(), new Linear()]), Shape, 3);

    private static ImageSet Images { get; } = new(Shape, new byte[Shape.Elements], [0], Model.ClassNames);

    public HttpClient Client { get; }

    public void Dispose()
    {
        Client.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Dispose();
    }

    private string Address()
    {
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            if (line.IndexOf(Listening, StringComparison.Ordinal) is var at and >= 0)
                return line[(at + Listening.Length)..].Trim();
        }
        throw new InvalidOperationException("The web app ended before it listened.");
    }
}
