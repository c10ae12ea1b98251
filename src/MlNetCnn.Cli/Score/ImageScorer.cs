using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn.Cli;

/// <summary>Scores image files, some at a time, so that a folder of any size needs little memory.</summary>
internal sealed class ImageScorer(MLContext ml, ModelFile model, Action<string> fault)
{
    private const int FilesAtATime = 256;

    /// <summary>What the model says of each file that can be read; of the others the sentence goes to <c>fault</c>.</summary>
    public IReadOnlyList<ScoredImage> Score(IEnumerable<string> paths)
    {
        var scored = new List<ScoredImage>();
        foreach (var chunk in paths.Chunk(FilesAtATime))
        {
            var images = chunk.Select(path => (Path: path, Image: Read(path))).Where(file => file.Image is not null).ToArray();
            if (images.Length > 0)
                scored.AddRange(images.Zip(Probabilities([.. images.SelectMany(file => file.Image!.Pixels)], images.Length), (file, probabilities) =>
                    new ScoredImage(file.Path, file.Image!.SourceWidth, file.Image.SourceHeight, file.Image.Resized, probabilities)));
        }
        return scored;
    }

    private ImageFile? Read(string path)
    {
        try
        {
            return ImageFile.Read(path, model.Network.Image);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            fault(Failure.OneLine(e));
            return null;
        }
    }

    private IEnumerable<float[]> Probabilities(byte[] pixels, int count)
    {
        // The images have no labels; the column has to be there, but nobody reads it.
        var unlabelled = new ImageSet(model.Network.Image, pixels, [.. Enumerable.Repeat(0, count)], model.Network.ClassNames);
        return model.Transformer.Transform(unlabelled.ToDataView(ml)).GetColumn<float[]>("Score");
    }
}
