using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlNetCnn.Experiments;

/// <summary>A catalog network by its name, a custom one by its description.</summary>
internal sealed class ArchitectureJson : JsonConverter<Architecture>
{
    public override Architecture Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return Architectures.Find(reader.GetString()!);
        using var description = JsonDocument.ParseValue(ref reader);
        return Architecture.FromJson(description.RootElement.GetRawText());
    }

    public override void Write(Utf8JsonWriter writer, Architecture value, JsonSerializerOptions options)
    {
        if (Architectures.Has(value))
            writer.WriteStringValue(value.Name);
        else
            writer.WriteRawValue(value.ToJson());
    }
}
