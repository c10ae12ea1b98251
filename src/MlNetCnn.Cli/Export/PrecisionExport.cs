using Microsoft.ML;
using MlNetCnn.Experiments;
using Spectre.Console;

namespace MlNetCnn.Cli;

/// <summary>Exports an ONNX file at reduced precision and measures the effect.</summary>
internal sealed class PrecisionExport(Terminal terminal, CnnModel network, OnnxPrecision precision)
{
    private readonly string _name = $"{precision}".ToLowerInvariant();

    /// <summary>Images for calibration and comparison; null for none, where calibration needs none.</summary>
    public required DataRequest? Data { get; init; }

    public required int CalibrationImages { get; init; }

    public PrecisionReport Write(string path)
    {
        var (calibration, test) = Data is { } data ? Read(data) : (null, null);
        network.Save(path, new() { Precision = precision, Calibration = calibration });
        return new(
            _name,
            calibration?.Images,
            network.ToOnnx(new() { Precision = OnnxPrecision.Float32 }).Length,
            new FileInfo(path).Length,
            test is null ? null : Compare(path, test));
    }

    public static void Show(Terminal terminal, PrecisionReport report)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("")
            .AddColumn(new TableColumn("float32").RightAligned()).AddColumn(new TableColumn(report.Precision).RightAligned())
            .AddColumn(new TableColumn("change").RightAligned());
        if (report.Comparison is { } comparison)
        {
            var (before, after) = (comparison.Before, comparison.After);
            table.AddRow($"accuracy on {comparison.Images:N0} test images", FigureText.Of(before.Accuracy, null), FigureText.Of(after.Accuracy, null),
                $"{100 * (after.Accuracy - before.Accuracy):+0.0;-0.0;0.0} points");
            table.AddRow("its 95 % interval", $"{before.AccuracyInterval}", $"{after.AccuracyInterval}", "");
            table.AddRow("same class as float32", "", FigureText.Of(comparison.Agreement, null), "");
            table.AddRow("images a second", $"{before.ImagesPerSecond:N0}", $"{after.ImagesPerSecond:N0}",
                $"×{after.ImagesPerSecond / before.ImagesPerSecond:0.00}");
        }
        table.AddRow("file", Quantity.Bytes(report.BytesBefore), Quantity.Bytes(report.Bytes), $"×{report.Bytes / (double)report.BytesBefore:0.00}");
        terminal.Out.Write(table);
    }

    private (Calibration?, ImageSplit?) Read(DataRequest data)
    {
        var images = data.Load(terminal, network.Plan.Input);
        var agreed = MatchedImages.Of(images.Test ?? images.Train, new PlannedGraph(network), terminal.Note, out _);
        if (images.Test is null)
            terminal.Note("The data have no test images, so accuracy and speed were not measured.");
        return (precision == OnnxPrecision.Int8 ? network.Calibrate(images.Train, new() { Images = CalibrationImages }) : null, images.Test is null ? null : agreed);
    }

    private PrecisionComparison Compare(string path, ImageSplit test)
    {
        using var before = new CnnScorer(network);
        using var written = new MLContext(seed: 0).Cnn.LoadModel(path);
        using var after = written.CreateScorer();
        return PrecisionComparison.Of(before, after, test);
    }
}
