using System.Text;
using System.Text.Json;

namespace MlNetCnn;

/// <summary>Architectures in JSON files.</summary>
internal static class ArchitectureFile
{
    /// <summary>Far above any description written by a person, far below what would fill the memory.</summary>
    private const int MaxBytes = 10 << 20;

    public static void Save(Architecture architecture, string path)
    {
        var json = architecture.ToJson();
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(json + "\n")));
    }

    public static Architecture Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return Architecture.FromJson(Text(path));
        }
        catch (JsonException e)
        {
            throw new JsonException($"'{path}': {e.Message}", e.Path, e.LineNumber, e.BytePositionInLine, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"'{path}' cannot be read: {Reason(e, path)}.", e);
        }
    }

    private static string Text(string path)
    {
        using var file = File.OpenRead(path);
        using var bytes = new MemoryStream();
        // Not by the file's length: a pipe or a device has none.
        var buffer = new byte[1 << 16];
        for (int read; (read = file.Read(buffer)) > 0;)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > MaxBytes)
                throw new JsonException(
                    $"The file is larger than {MaxBytes >> 20} MB, which no description of a network is: choose another file.");
        }
        bytes.Position = 0;
        using var reader = new StreamReader(bytes);
        return reader.ReadToEnd();
    }

    private static string Reason(Exception e, string path) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file",
        _ when Directory.Exists(path) => "it is a folder",
        UnauthorizedAccessException => "reading it is not allowed",
        _ => e.Message.TrimEnd('.'),
    };
}
