using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn.Benchmarks;

/// <summary>ML.NET's own way: LoadImages → ResizeImages to 224×224 → ExtractPixels, every row read once.</summary>
/// <param name="folder">Of class folders with jpeg files.</param>
/// <param name="measure">"rate" for images a second, "peak" for the process's peak of resident memory in bytes.</param>
internal sealed class StockImages(string folder, string measure) : Contender
{
    private readonly MLContext _ml = new(seed: 1);

    public override double Run(double seconds)
    {
        var rows = Directory.GetFiles(folder, "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => new Row { File = path }).ToArray();
        var watch = Stopwatch.StartNew();
        var data = _ml.Data.LoadFromEnumerable(rows);
        var pipeline = _ml.Transforms.LoadImages("Image", "", nameof(Row.File))
            .Append(_ml.Transforms.ResizeImages("Image", 224, 224, resizing: Microsoft.ML.Transforms.Image.ImageResizingEstimator.ResizingKind.Fill))
            .Append(_ml.Transforms.ExtractPixels("Features", "Image"));
        var view = pipeline.Fit(data).Transform(data);
        using var cursor = view.GetRowCursor([view.Schema["Features"]]);
        var getter = cursor.GetGetter<VBuffer<float>>(view.Schema["Features"]);
        VBuffer<float> pixels = default;
        while (cursor.MoveNext())
            getter(ref pixels);
        return measure == "peak" ? ProcessMemory.Peak() : rows.Length / watch.Elapsed.TotalSeconds;
    }

    private sealed class Row
    {
        public string File { get; set; } = "";
    }
}
