using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlNetCnn.Experiments;

/// <summary>JSON settings of everything that is not a request.</summary>
internal static class RunJson
{
    public static JsonSerializerOptions Line { get; } = Create(indented: false);

    /// <summary>Indented, for people to read.</summary>
    public static JsonSerializerOptions File { get; } = Create(indented: true);

    public static string ToLine<T>(T value) => JsonSerializer.Serialize(value, Line);

    public static T FromLine<T>(string json) => JsonSerializer.Deserialize<T>(json, Line) ?? throw new JsonException("It is empty.");

    /// <summary>A message of a child process, or null: libraries print other lines, and a kill may cut one off.</summary>
    public static T? FromOutput<T>(string line)
        where T : class
    {
        if (!line.StartsWith('{'))
            return null;
        try
        {
            return FromLine<T>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static void Save<T>(T value, string path) => AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, value, File));

    /// <exception cref="InvalidDataException">The file is not what it should be; the message names it.</exception>
    public static T Load<T>(string path, JsonSerializerOptions? json = null)
    {
        try
        {
            using var stream = System.IO.File.OpenRead(path);
            return JsonSerializer.Deserialize<T>(stream, json ?? File) ?? throw new JsonException("It is empty.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"'{path}' cannot be read: {e.Message.TrimEnd('.')}.", e);
        }
    }

    private static JsonSerializerOptions Create(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        WriteIndented = indented,
        NewLine = "\n",
    };
}
