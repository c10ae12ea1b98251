using Microsoft.ML;

namespace MlNetCnn.Benchmarks;

/// <summary>ML.NET's own ONNX transformer over the same rows and the same graph.</summary>
internal sealed class StockTransform : Contender
{
    private readonly IDataView _scored;

    public StockTransform(Network network)
    {
        var ml = new MLContext(seed: 1);
        var view = Rows.View(ml, network);
        var onnx = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".onnx");
        network.Model().Save(onnx);
        try
        {
            _scored = ml.Transforms.ApplyOnnxModel(["Score"], ["Features"], onnx).Fit(view).Transform(view);
        }
        finally
        {
            File.Delete(onnx);
        }
    }

    public override double Run(double seconds) => Rows.Rate(_scored, seconds);
}
