using Microsoft.ML;

namespace MlNetCnn.Tests;

/// <summary>A file on 8-bit integers, where files of ours are read.</summary>
public sealed class QuantizedFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _ml = new(seed: 1);
    private readonly string _path;

    public QuantizedFileTests() => _path = _folder.Write("int8.onnx", QuantizedModels.Export(Pictures.Model));

    [Fact]
    public void LoadModel_OfTheFile_ScoresNearlyAsTheModel()
    {
        using var loaded = _ml.Cnn.LoadModel(_path);
        using var scorer = loaded.CreateScorer();
        var probabilities = new float[3];

        var scores = loaded.Transform(Pictures.View(20)).Scores();
        scorer.Score(Pictures.Rows(1)[0].Features, probabilities);

        Assert.Equal(Pictures.Model.ClassNames.ToArray(), loaded.ClassNames.ToArray());
        Assert.Equal(Pictures.Shape, loaded.InputShape);
        Pictures.AssertClose(Pictures.Expected(20), scores, 0.1);
        Pictures.AssertClose([scores[0]], [probabilities]);
    }

    [Fact]
    public void Zip_OfTheFile_ScoresTheSameHereAndInPlainMLNet()
    {
        var view = Pictures.View(20);
        using var loaded = _ml.Cnn.LoadModel(_path);
        var scores = loaded.Transform(view).Scores();
        _ml.Model.Save(loaded, view.Schema, _folder.File("int8.zip"));

        using var zip = _ml.Cnn.LoadModel(_folder.File("int8.zip"));
        Assert.Equal(scores, zip.Transform(view).Scores());
        var plain = _ml.Model.Load(_folder.File("int8.zip"), out _);
        Pictures.AssertClose(scores, plain.Transform(view).Scores(), 1e-5);
        Assert.Equal(loaded.Transform(view).Labels(), plain.Transform(view).Labels());
        using var accelerated = _ml.Cnn.Accelerate(plain);
        Assert.Equal(scores, accelerated.Transform(view).Scores());
    }

    [Fact]
    public void SaveOnnx_OfTheFile_IsTheSameFile()
    {
        using var loaded = _ml.Cnn.LoadModel(_path);

        loaded.SaveOnnx(_folder.File("again.onnx"));

        Assert.Equal(File.ReadAllBytes(_path), File.ReadAllBytes(_folder.File("again.onnx")));
        Assert.Contains("holds weights of 8 bits and cannot be written as Float16", Assert.Throws<InvalidOperationException>(
            () => loaded.SaveOnnx(_folder.File("other.onnx"), new() { Precision = OnnxPrecision.Float16 })).Message);
        Assert.False(File.Exists(_folder.File("other.onnx")));
    }

    [Fact]
    public void SaveOnnx_OfATransformer_TakesTheOptions()
    {
        Pictures.Transformer().SaveOnnx(
            _folder.File("saved.onnx"), new() { Precision = OnnxPrecision.Int8, Calibration = QuantizedModels.Calibrate(Pictures.Model) });

        Assert.Equal(File.ReadAllBytes(_path), File.ReadAllBytes(_folder.File("saved.onnx")));
    }

    [Fact]
    public void Load_OfTheFileAsAModel_IsRefusedInOneSentence()
    {
        Assert.Equal(
            $"'{_path}' holds weights of 8 bits, which can be scored with (ml.Cnn.LoadModel), but not be trained further or exported anew: "
            + "take the file that it was made from.",
            Assert.Throws<InvalidDataException>(() => CnnModel.Load(_path)).Message);
        using var loaded = _ml.Cnn.LoadModel(_path);
        Assert.StartsWith(
            $"'{_path}' holds weights of 8 bits, so there is no CnnModel of it", Assert.Throws<InvalidOperationException>(() => loaded.Model).Message);
    }

    [Fact]
    public void WithOutputs_OfTheFile_IsRefused()
    {
        using var loaded = _ml.Cnn.LoadModel(_path);

        var error = Assert.Throws<ArgumentException>(() => loaded.WithOutputs("0"));

        Assert.Contains("holds weights of 8 bits, so its layers have no paths and '0' cannot be found", error.Message);
    }

    [Fact]
    public void LoadModel_OfTheFileCutOff_IsRefused()
    {
        var onnx = File.ReadAllBytes(_path);
        for (var length = 0; length < onnx.Length; length += 97)
        {
            var path = _folder.Write("cut.onnx", onnx[..length]);
            Assert.Throws<InvalidDataException>(() => _ml.Cnn.LoadModel(path));
        }
    }

    public void Dispose() => _folder.Dispose();
}
