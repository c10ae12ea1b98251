using System.Text;

namespace MlNetCnn.Dashboard;

/// <summary>The end of a log file that may still be written.</summary>
internal static class LogTail
{
    // Some hundred lines: the whole file can be downloaded.
    private const int MostBytes = 32 * 1024;

    /// <summary>Empty where there is no file.</summary>
    public static string Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var isCut = file.Length > MostBytes;
            file.Seek(isCut ? -MostBytes : 0, isCut ? SeekOrigin.End : SeekOrigin.Begin);
            using var reader = new StreamReader(file, Encoding.UTF8);
            if (isCut)
                reader.ReadLine(); // What is left of a line.
            return BrowserWords.Of(reader.ReadToEnd().TrimEnd());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
