using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlNetCnn;

internal sealed class Size2dJsonConverter : JsonConverter<Size2d>
{
    public override Size2d Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var side))
            return side;
        if (reader.TokenType == JsonTokenType.StartArray
            && reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var height)
            && reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var width)
            && reader.Read() && reader.TokenType == JsonTokenType.EndArray)
        {
            return new Size2d(height, width);
        }
        throw new JsonException("A size is one whole number, like 3, or [height, width], like [5, 3].");
    }

    public override void Write(Utf8JsonWriter writer, Size2d value, JsonSerializerOptions options)
    {
        if (value.IsSquare)
        {
            writer.WriteNumberValue(value.Height);
            return;
        }
        writer.WriteStartArray();
        writer.WriteNumberValue(value.Height);
        writer.WriteNumberValue(value.Width);
        writer.WriteEndArray();
    }
}
