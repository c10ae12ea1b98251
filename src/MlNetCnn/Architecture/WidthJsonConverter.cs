using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlNetCnn;

/// <summary>The width of a layer in JSON: a number, or <c>"classes"</c> (null here) for as many as there are classes.</summary>
internal sealed class WidthJsonConverter : JsonConverter<int?>
{
    private const string Classes = "classes";

    public override bool HandleNull => true;

    public override int? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number when reader.TryGetInt32(out var width) => width,
        JsonTokenType.String when reader.ValueTextEquals(Classes) => null,
        _ => throw new JsonException($"A width is a whole number or \"{Classes}\", the number of classes."),
    };

    public override void Write(Utf8JsonWriter writer, int? value, JsonSerializerOptions options)
    {
        if (value is { } width)
            writer.WriteNumberValue(width);
        else
            writer.WriteStringValue(Classes);
    }
}
