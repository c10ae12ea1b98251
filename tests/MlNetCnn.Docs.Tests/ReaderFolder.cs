using System.IO.Compression;
using System.Text.Json.Nodes;
using MlNetCnn.Cli;
using MlNetCnn.Experiments;
using SkiaSharp;

namespace MlNetCnn.Docs.Tests;

/// <summary>A folder with what the documentation's reader has: photos of two classes, the model that they gave, a store of runs of its own.</summary>
public sealed class ReaderFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlnetcnn-reader-");
    private readonly string _before = Environment.CurrentDirectory;

    public ReaderFolder()
    {
        Environment.SetEnvironmentVariable(StoreLocation.StoreVariable, In("runs.db"));
        Environment.SetEnvironmentVariable(CacheFolder.Variable, In("home"));
        for (byte i = 0; i < 40; i++)
        {
            Draw(In("photos", "cat", $"{i:00}.png"), new((byte)(180 + i), 40, i));
            Draw(In("photos", "dog", $"{i:00}.png"), new(i, 40, (byte)(180 + i)));
            Draw(In("other-images", $"{i:00}.png"), new(i, (byte)(180 + i), 0));
        }
        Draw(In("photo.png"), SKColors.DarkRed);
        ZipFile.CreateFromDirectory(In("photos"), In("photos.zip"));
        File.WriteAllText(In("costs.csv"), "class,cat,dog\ncat,0,1\ndog,5,0\n");
        File.WriteAllText(In("mine.json"), new DocumentationFile("src/Docs/how-to/own-network.md").Blocks.Single(b => b.Language == "json").Text);
        Assert.Equal((0, ""), Run(new(["train", "--data", "photos", "--out", "."], null)));
        Assert.Equal((0, ""), Run(new(["runs", "add", "lenet", "--data", "photos", "--size", "32", "--tag", "night", "--json"], "waiting.json")));
    }

    /// <summary>Runs it there, training for one epoch where it does not say for how many.</summary>
    internal (int ExitCode, string Error) Run(ShellCommand command)
    {
        string[] words = [.. command.Words.Select(word => word switch { "RUN" => WaitingRun(), "FOLDER" => "photos", _ => word })];
        if (words[0] == "train" && words.All(w => w is not ("--epochs" or "--help")))
            words = [.. words, "--epochs", "1"];
        using var interruption = new Interruption();
        using StringWriter output = new(), error = new();
        try
        {
            Environment.CurrentDirectory = _folder.FullName;
            var exitCode = CommandLine.Run(words, output, error, interruption);
            if (command.Output is { } file)
                File.WriteAllText(file, output.ToString());
            return (exitCode, exitCode == 0 ? "" : error.ToString());
        }
        finally
        {
            Environment.CurrentDirectory = _before;
        }
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(StoreLocation.StoreVariable, null);
        Environment.SetEnvironmentVariable(CacheFolder.Variable, null);
        _folder.Delete(recursive: true);
    }

    private string In(params string[] parts) => Path.Combine([_folder.FullName, .. parts]);

    private string WaitingRun() => (string)JsonNode.Parse(File.ReadAllText(In("waiting.json")))!["id"]!;

    private static void Draw(string path, SKColor color)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var bitmap = new SKBitmap(32, 32, SKColorType.Rgba8888, SKAlphaType.Opaque);
        bitmap.Erase(color);
        using var file = File.Create(path);
        bitmap.Encode(file, SKEncodedImageFormat.Png, quality: 100);
    }
}
