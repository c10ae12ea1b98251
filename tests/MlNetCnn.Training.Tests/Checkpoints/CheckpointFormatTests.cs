using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.ML;

namespace MlNetCnn.Training.Tests;

/// <summary>Files that are damaged, older or newer.</summary>
public sealed class CheckpointFormatTests : IDisposable
{
    private static readonly TrainingOptions Options = Toys.Options with { Epochs = 3 };

    private readonly MLContext _ml = new(seed: 1);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlnetcnn-test-");

    private string Run => Path.Combine(_folder.FullName, "run.checkpoint");

    private CheckpointOptions Checkpoint => new(Run);

    [Fact]
    public void Load_CutOffOrChangedAnywhere_IsRefusedOrTheSame()
    {
        Fit(Options with { Epochs = 1, ValidationFraction = 0.3, Checkpoint = Checkpoint });
        var whole = File.ReadAllBytes(Run);
        var weights = TrainingCheckpoint.Load(Run).Model.Weights;
        var random = new Random(1);

        for (var i = 0; i < 300; i++)
        {
            var bytes = (byte[])whole.Clone();
            if (i % 2 == 0)
                bytes = bytes[..random.Next(bytes.Length)];
            else
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(Run, bytes);
            try
            {
                CheckpointTests.AssertSame(weights, TrainingCheckpoint.Load(Run).Model.Weights); // a time stamp, say
            }
            catch (InvalidDataException e)
            {
                Assert.StartsWith($"'{Run}' is ", e.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Load_NewerFormat_SaysSo()
    {
        Fit(Options with { Epochs = 1, Checkpoint = Checkpoint });
        ChangeManifest(_ => """{"format": 3, "news": true}""");

        var error = Assert.Throws<InvalidDataException>(() => Fit(Options with { Checkpoint = Checkpoint }));

        Assert.Equal($"'{Run}' is a checkpoint of format 3, but this version of MlNetCnn reads 1 to 2: update it.", error.Message);
    }

    [Fact]
    public void Fit_CheckpointOfFormat1_GoesOn()
    {
        var weights = Fit(Options);
        Fit(Options with { Epochs = 1, Checkpoint = Checkpoint });

        // As it was written before there were averages, and before there was the option TrainMetrics.
        ChangeManifest(manifest => Regex.Replace(
            manifest.Replace("\"format\": 2", "\"format\": 1", StringComparison.Ordinal), @"\s*""TrainMetrics"": ""[^""]*"",", ""));

        CheckpointTests.AssertSame(weights, Fit(Options with { Checkpoint = Checkpoint }));
    }

    [Fact]
    public void Fit_CheckpointWithoutTheAveragesItsRunKept_IsRefused()
    {
        Fit(Options with { Checkpoint = Checkpoint });
        ChangeManifest(manifest => manifest.Replace("\"WeightAverage\": \"null\"", "\"WeightAverage\": \"0.9\"", StringComparison.Ordinal));

        var error = Assert.Throws<InvalidDataException>(() => Fit(Options with { Checkpoint = Checkpoint, WeightAverage = 0.9 }));

        Assert.Equal("The checkpoint has no averaged weights, though its run kept them: remove it to start anew.", error.Message);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void ChangeManifest(Func<string, string> change)
    {
        using var zip = ZipFile.Open(Run, ZipArchiveMode.Update);
        var entry = zip.GetEntry("manifest.json")!;
        string before;
        using (var reader = new StreamReader(entry.Open()))
            before = reader.ReadToEnd();
        var after = change(before);
        Assert.NotEqual(before, after);
        entry.Delete();
        var manifest = Encoding.UTF8.GetBytes(after);
        using (var stream = zip.CreateEntry("manifest.json", CompressionLevel.NoCompression).Open())
            stream.Write(manifest);
        zip.Comment = Convert.ToHexStringLower(SHA256.HashData(manifest));
    }

    private Weights Fit(TrainingOptions options)
    {
        using var model = _ml.Cnn.Classifier(Toys.Network(), options).Fit(Toys.View(24));
        return model.Model.Weights;
    }
}
