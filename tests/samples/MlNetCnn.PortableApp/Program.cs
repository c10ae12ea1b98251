// Usage: MlNetCnn.PortableApp MODEL.zip ROWS.json
// ROWS.json is an array of arrays of pixels. Writes one JSON document: for each row its predicted class and its probabilities.
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetCnn.PortableApp;

var ml = new MLContext();
var model = ml.Model.Load(args[0], out var schema);
var rows = JsonSerializer.Deserialize<float[][]>(File.ReadAllText(args[1]))!;
var feature = schema["Features"];
var view = ((VectorDataViewType)feature.Type).ItemType == NumberDataViewType.Byte
    ? View(rows.Select(r => new ByteRow { Features = [.. r.Select(p => (byte)p)] }))
    : View(rows.Select(r => new SingleRow { Features = r }));
var predicted = model.Transform(view);
var scored = ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(predicted).Transform(predicted);
var predictions = scored.GetColumn<string>("PredictedLabel")
    .Zip(scored.GetColumn<float[]>("Score"), (label, score) => new { Label = label, Score = score });
Console.WriteLine(JsonSerializer.Serialize(predictions));

IDataView View<TRow>(IEnumerable<TRow> data) where TRow : class
{
    var definition = SchemaDefinition.Create(typeof(TRow));
    definition["Features"].ColumnType = feature.Type;
    return ml.Data.LoadFromEnumerable(data, definition);
}
