using System.Diagnostics;

namespace MlNetCnn.Benchmarks;

/// <summary>What the least app that scores weighs when it is published.</summary>
internal static class PublishedSize
{
    public static void Run(TextWriter output)
    {
        output.WriteLine();
        output.WriteLine("| published app that scores an ONNX file | files | size | of that ONNX Runtime's native libraries |");
        output.WriteLine("|---|---|---|---|");
        output.WriteLine(Row("framework-dependent"));
        output.WriteLine(Row("self-contained, the framework trimmed", "-p:Trimmed=true"));
    }

    private static string Row(string kind, params string[] options)
    {
        var folder = Directory.CreateTempSubdirectory("mlnetcnn-publish-");
        try
        {
            string[] arguments = ["publish", BuiltPath.Of("ScoringApp"), "-c", "Release", "-v", "q", "-o", folder.FullName, .. options];
            using var publish = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
            var said = publish.StandardOutput.ReadToEnd();
            publish.WaitForExit();
            if (publish.ExitCode != 0)
                throw new InvalidOperationException($"The app could not be published: {said}");
            var files = folder.GetFiles("*", SearchOption.AllDirectories);
            var natives = files.Where(f => f.Name.Contains("onnxruntime", StringComparison.Ordinal)); // the managed one is in capitals
            return $"| {kind} | {files.Length} | {Megabytes(files):n1} MB | {Megabytes(natives):n1} MB |";
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double Megabytes(IEnumerable<FileInfo> files) => files.Sum(f => f.Length) / 1e6;
}
