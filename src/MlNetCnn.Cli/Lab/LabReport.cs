using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MlNetCnn.Cli;

/// <summary>The results of a lab command as named parts: a JSON document or tables.</summary>
internal sealed class LabReport
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject _json;
    private readonly List<IRenderable> _parts = [];

    public LabReport(string operation) => _json = new JsonObject { ["operation"] = operation };

    public LabReport With(string name, Array array)
    {
        _json[name] = ToJson(array, []);
        _parts.Add(new Rows(new Text($"{Words(name)}  {ShapeOf(array)}"), ArrayGrid.Of(array)));
        return this;
    }

    public LabReport With(string name, Size2d size)
    {
        _json[name] = new JsonObject { ["height"] = size.Height, ["width"] = size.Width };
        _parts.Add(new Text($"{Words(name)}  {size}"));
        return this;
    }

    public LabReport With(string name, JsonNode value)
    {
        _json[name] = value;
        _parts.Add(new Text($"{Words(name)}  {value.ToJsonString(Readable).Trim('"')}"));
        return this;
    }

    /// <summary>Adds a part that is displayed differently from its JSON.</summary>
    public LabReport With(string name, JsonNode value, IRenderable shown)
    {
        _json[name] = value;
        _parts.Add(shown);
        return this;
    }

    /// <summary>Returns the exit code.</summary>
    public int Write(ParseResult result, bool json)
    {
        var output = result.InvocationConfiguration.Output;
        if (json)
        {
            output.WriteLine(_json.ToJsonString(Readable));
            return 0;
        }
        Terminal.ConsoleOf(output).Write(new Rows(_parts));
        return 0;
    }

    /// <summary>Nested JSON arrays.</summary>
    public static JsonNode ToJson(Array array) => ToJson(array, []);

    /// <summary>JSON has no infinity: values that are not finite become strings.</summary>
    public static JsonNode ToJson(double value) =>
        double.IsFinite(value) ? JsonValue.Create(value) : JsonValue.Create(value.ToString(CultureInfo.InvariantCulture));

    private static JsonNode ToJson(Array array, int[] index)
    {
        if (index.Length < array.Rank)
            return new JsonArray([.. Enumerable.Range(0, array.GetLength(index.Length)).Select(i => ToJson(array, [.. index, i]))]);
        var value = (float)array.GetValue(index)!;
        return float.IsFinite(value) ? JsonValue.Create(value) : ToJson((double)value);
    }

    // outputOfTransposed → output of transposed
    private static string Words(string name) => string.Concat(name.Select(c => char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));

    private static string ShapeOf(Array array) => string.Join('×', Enumerable.Range(0, array.Rank).Select(array.GetLength));
}
