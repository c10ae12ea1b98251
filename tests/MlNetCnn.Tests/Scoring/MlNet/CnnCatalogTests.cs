using Microsoft.ML;

namespace MlNetCnn.Tests;

public class CnnCatalogTests
{
    [Fact]
    public void LoadIdx_IntoATransformer_IsEvaluatedByClassName()
    {
        using var folder = new TemporaryFolder();
        var (images, labels) = (folder.File("images.gz"), folder.File("labels.gz"));
        var rows = Pictures.Rows(30);
        var pixels = rows.SelectMany(r => r.Bytes).ToArray();
        var set = new ImageSet(Pictures.Shape, pixels, [.. rows.Select(r => (int)r.Label)], Pictures.Model.ClassNames);
        IdxWriter.Write(set, images, labels);
        using var transformer = Pictures.Transformer();

        var view = Pictures.ML.Cnn.LoadIdx(images, labels, Pictures.Model.ClassNames);
        var scored = transformer.Transform(view);

        Assert.Equal(["Features", "Label"], view.Schema.Select(c => c.Name));
        Assert.Equal(["class 0", "class 1", "class 2"], CnnTransformerTests.Texts(view.Schema["Label"], "KeyValues"));
        Pictures.AssertClose(Pictures.Expected(30), scored.Scores());
        Assert.Equal(
            rows.Zip(scored.Labels()).Count(p => p.First.Label + 1 == p.Second) / 30.0,
            Pictures.ML.MulticlassClassification.Evaluate(scored).MicroAccuracy, 1e-9);
    }

    [Fact]
    public void LoadModel_OfAFileThatIsNoModel_Refuses()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("model.onnx"), "no model");

        Assert.Throws<InvalidDataException>(() => Pictures.ML.Cnn.LoadModel(folder.File("model.onnx")));
        Assert.Throws<FileNotFoundException>(() => Pictures.ML.Cnn.LoadModel(folder.File("missing.onnx")));
    }
}
