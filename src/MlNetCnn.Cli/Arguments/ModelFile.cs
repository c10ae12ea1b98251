using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn.Cli;

/// <summary>A model loaded from .zip or .onnx; it scores a column <c>Features</c> into Score and PredictedLabel.</summary>
internal sealed record ModelFile(ITransformer Transformer, ScoringGraph Network) : IDisposable
{
    private const string Features = "Features";

    /// <summary>
    /// A .zip is loaded through ML.NET only, as in any app, so that the saved pipeline is what is evaluated; of one that takes image files the
    /// network is.
    /// </summary>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is not a model of ours, or damaged.</exception>
    public static ModelFile Open(MLContext ml, string path)
    {
        var network = ReadNetwork(path);
        return new(PortableZip.IsZip(path) ? LoadZip(ml, path) : ml.Cnn.LoadModel(path), network);
    }

    /// <inheritdoc cref="Open" path="/exception"/>
    public static ScoringGraph ReadNetwork(string path)
    {
        if (Directory.Exists(path))
            throw new FileNotFoundException($"'{path}' is a folder: name the model.onnx or model.zip in it.", path);
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no model '{path}'.", path);
        if (PortableZip.IsZip(path))
            return PortableZip.Read(path).Graph;
        using var file = File.OpenRead(path);
        return SavedNetwork.Read(OnnxFile.Parse(file, $"'{path}'"), $"'{path}'").Graph;
    }

    public void Dispose() => (Transformer as IDisposable)?.Dispose();

    private static ITransformer LoadZip(MLContext ml, string path)
    {
        try
        {
            var transformer = ml.Model.Load(path, out var schema);
            if (schema?.GetColumnOrNull(PortableChain.ImagePath) is not null)
            {
                // Its network reads pixels, decoded and resized as in training.
                (transformer as IDisposable)?.Dispose();
                return ml.Cnn.LoadModel(path);
            }
            if (schema?.GetColumnOrNull(Features)?.Type is not VectorDataViewType)
                throw new InvalidDataException($"it reads no column '{Features}' of pixels, as models of train do");
            return transformer;
        }
        catch (Exception e) when (e is FormatException or InvalidDataException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidDataException($"'{path}' cannot be loaded as an ML.NET model: {Failure.OneLine(e)}", e);
        }
    }
}
