using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>A request in a file, which people may have written by hand.</summary>
internal static class RunRequestFile
{
    /// <summary>Reads a file and validates everything that does not need the data.</summary>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no request, or a member is unknown or cannot be read; the message names file and line.</exception>
    /// <exception cref="ArgumentException">A value is out of its range; the message names the file and the value.</exception>
    public static RunRequest Load(string path)
    {
        var request = RunRequest.Load(path);
        try
        {
            Check(path, "settings", request.Settings, TrainingSettings.Find, new());
            Check(path, "images", request.Images, ImageSettings.Find, new());
            return request.Check();
        }
        catch (FormatException e)
        {
            throw new InvalidDataException($"'{path}': {e.Message}", e);
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"'{path}': {e.Message}", e);
        }
    }

    private static void Check<TOptions>(
        string path, string parent, IEnumerable<KeyValuePair<string, string>> settings, Func<string, OptionSetting<TOptions>> find, TOptions fresh)
        where TOptions : class
    {
        foreach (var (name, text) in settings)
        {
            try
            {
                find(name).Read(text, fresh);
            }
            catch (FormatException e)
            {
                throw new FormatException($"line {JsonLine.Of(File.ReadAllText(path), parent, name)}: {e.Message}", e);
            }
        }
    }
}
