using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlNetCnn;

internal sealed class TensorShapeJsonConverter : JsonConverter<TensorShape>
{
    public override TensorShape Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return new TensorShape(JsonSerializer.Deserialize<int[]>(ref reader, options)!);
        }
        catch (ArgumentException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    public override void Write(Utf8JsonWriter writer, TensorShape value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var dimension in value.Dimensions)
            writer.WriteNumberValue(dimension);
        writer.WriteEndArray();
    }
}
