// Usage: MlNetCnn.ScoringApp MODEL.onnx PIXELS
// PIXELS is a file of bytes 0–255: images one after another, channels first. Writes a line for each: its class and that one's probability.
using System.Globalization;
using System.Numerics.Tensors;
using MlNetCnn;

using var scorer = new CnnScorer(CnnModel.Load(args[0]));
var pixels = File.ReadAllBytes(args[1]);
var classes = scorer.ClassNames.Length;
var probabilities = new float[pixels.Length / scorer.InputShape.Elements * classes];
scorer.Score(pixels, probabilities);
foreach (var image in probabilities.Chunk(classes))
{
    var likeliest = TensorPrimitives.IndexOfMax<float>(image);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{scorer.ClassNames[likeliest]} {image[likeliest]:R}"));
}
