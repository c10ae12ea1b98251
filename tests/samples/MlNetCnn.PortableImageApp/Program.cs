// Usage: MlNetCnn.PortableImageApp PIPELINE.zip IMAGE…
// Writes one JSON document: for each image file its class and its probabilities.
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetCnn.PortableImageApp;

var ml = new MLContext();
var model = ml.Model.Load(args[0], out _);
var scored = model.Transform(ml.Data.LoadFromEnumerable(args.Skip(1).Select(path => new ImageRow { ImagePath = path })));
var predictions = scored.GetColumn<string>(scored.Schema.GetColumnOrNull("Class") is null ? "PredictedLabel" : "Class").Zip(scored.GetColumn<float[]>("Score"), (label, score) => new { Label = label, Score = score });
Console.WriteLine(JsonSerializer.Serialize(predictions));
