using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetCnn.Experiments;

namespace MlNetCnn.Cli;

/// <summary>Scores image files in batches, so that memory does not grow with their number.</summary>
internal sealed class ImageScorer(MLContext ml, ModelFile model, Action<string> fault)
{
    private const int FilesAtATime = 256;

    private readonly ResizeMode _resize = DataReference.ResizeOf(model.Network);

    /// <summary>Results of the readable files; for each other file <c>fault</c> gets a message.</summary>
    public IReadOnlyList<ScoredImage> Score(IEnumerable<string> paths)
    {
        var scored = new List<ScoredImage>();
        foreach (var chunk in paths.Chunk(FilesAtATime))
        {
            var images = chunk.Select(path => (Path: path, Image: Read(path))).Where(file => file.Image is not null).ToArray();
            if (images.Length > 0)
                scored.AddRange(images.Zip(Predictions([.. images.SelectMany(file => file.Image!.Pixels)], images.Length), (file, prediction) =>
                    new ScoredImage(file.Path, file.Image!.SourceWidth, file.Image.SourceHeight, file.Image.Resized, prediction.Probabilities, prediction.IsKnown)));
        }
        return scored;
    }

    private ImageFile? Read(string path)
    {
        try
        {
            return ImageFile.Read(path, model.Network.Image, resize: _resize);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            fault(Failure.OneLine(e));
            return null;
        }
    }

    private IEnumerable<(float[] Probabilities, bool? IsKnown)> Predictions(byte[] pixels, int count)
    {
        // Scoring needs a label column, but ignores its values.
        var unlabeled = new ImageSet(model.Network.Image, pixels, [.. Enumerable.Repeat(0, count)], model.Network.ClassNames);
        var scored = model.Transformer.Transform(unlabeled.ToDataView(ml));
        var known = model.Network.KnownFrom is null ? Enumerable.Repeat((bool?)null, count) : scored.GetColumn<bool>(CnnSchema.IsKnown).Select(isKnown => (bool?)isKnown);
        return scored.GetColumn<float[]>(CnnSchema.Score).Zip(known);
    }
}
