using System.Globalization;

namespace MlNetCnn.Cli;

/// <summary>Scores as CSV (RFC 4180): input, label, probability, whether it is known where the model tells, then a column per class.</summary>
internal static class ScoreFile
{
    public static void Write(string path, IReadOnlyList<string> classNames, IReadOnlyList<ScoredImage> images) => AtomicFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        var tells = images is [{ IsKnown: not null }, ..];
        WriteLine(writer, ["input", "label", "probability", .. tells ? (string[])["isKnown"] : [], .. classNames]);
        foreach (var image in images)
        {
            var best = image.Top(1).Single();
            WriteLine(writer, [image.Path, classNames[best], Number(image.Probabilities[best]), .. tells ? (string[])[image.IsKnown == true ? "true" : "false"] : [], .. image.Probabilities.Select(Number)]);
        }
    });

    private static void WriteLine(StreamWriter writer, IEnumerable<string> fields) => writer.Write(string.Join(',', fields.Select(Quote)) + "\r\n");

    private static string Number(float value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Quote(string field) => field.AsSpan().ContainsAny(",\"\r\n") ? $"\"{field.Replace("\"", "\"\"")}\"" : field;
}
