using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlNetCnn;

internal sealed class LayerListJsonConverter : JsonConverter<LayerList>
{
    public override LayerList Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        LayerList.Create(JsonSerializer.Deserialize<Layer[]>(ref reader, options));

    public override void Write(Utf8JsonWriter writer, LayerList value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize<IEnumerable<Layer>>(writer, value, options);
}
