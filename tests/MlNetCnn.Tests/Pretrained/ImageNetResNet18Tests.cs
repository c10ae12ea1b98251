using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace MlNetCnn.Tests;

public class ImageNetResNet18Tests
{
    private const int Side = 224;
    private const int Features = 512;

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Load_TheFileThatComesAlong_FitsItsNetwork()
    {
        var network = PretrainedNetwork.Load("ResNet18-ImageNet");
        var match = network.Weights.MatchTo(network.Architecture!.Plan(network.Input!, 10), WeightMatching.FreshHead);

        Assert.Equal<string>(["fc.weight", "fc.bias"], match.StartingAnew);
        Assert.Equal(15_897_152, match.Plan.Parameters - (10 * (Features + 1)));
        Assert.Equal("MIT", network.Entry!.License);
    }

    /// <summary>The file takes blue, green, red less the mean image; the mean of that image's channels is what the network subtracts.</summary>
    [Fact]
    public void Featurize_Pixels_GivesWhatTheFileGives()
    {
        var random = new Random(1);
        var rows = Enumerable.Range(0, 2).Select(_ => new Row { Pixels = [.. Enumerable.Range(0, 3 * Side * Side).Select(_ => (byte)random.Next(256))] }).ToArray();

        var features = Featurized(_ml.Data.LoadFromEnumerable(rows));

        for (var i = 0; i < rows.Length; i++)
        {
            var expected = OfFile(rows[i].Pixels);
            var largest = expected.Max();
            Assert.All(expected.Zip(features[i]), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 1e-4 * largest));
        }
    }

    [Fact]
    public void Featurize_SmallerImages_AreTakenToo()
    {
        var schema = _ml.Cnn.Featurize(inputColumnName: nameof(SmallRow.Pixels), image: new(3, 64, 64))
            .Fit(_ml.Data.LoadFromEnumerable<SmallRow>([])).GetOutputSchema(_ml.Data.LoadFromEnumerable<SmallRow>([]).Schema);

        Assert.Equal(Features, ((VectorDataViewType)schema["Features"].Type).Size);
        Assert.Null(schema.GetColumnOrNull("Score"));
    }

    [Fact]
    public void Load_AnUnknownName_NamesTheNearest() => Assert.Contains(
        "resnet18-imagenet", Assert.Throws<FileNotFoundException>(() => PretrainedNetwork.Load("resnet18-imagenett")).Message, StringComparison.Ordinal);

    private List<float[]> Featurized(IDataView data)
    {
        var view = _ml.Cnn.Featurize(inputColumnName: nameof(Row.Pixels)).Fit(data).Transform(data);
        return [.. view.GetColumn<float[]>("Features")];
    }

    private static float[] OfFile(byte[] pixels)
    {
        float[] mean = [103.06262f, 115.902885f, 123.15163f];
        var input = new DenseTensor<float>([1, 3, Side, Side]);
        for (var channel = 0; channel < 3; channel++)
        {
            for (var i = 0; i < Side * Side; i++)
                input.SetValue((channel * Side * Side) + i, pixels[((2 - channel) * Side * Side) + i] - mean[channel]);
        }
        using var session = new InferenceSession(Path.Combine(AppContext.BaseDirectory, "DnnImageModels", "ResNet18Onnx", "ResNet18.onnx"));
        using var outputs = session.Run([NamedOnnxValue.CreateFromTensor(session.InputNames[0], input)]);
        return [.. outputs[0].AsEnumerable<float>()];
    }

    private sealed class Row
    {
        [VectorType(3, Side, Side)]
        public byte[] Pixels { get; set; } = [];
    }

    private sealed class SmallRow
    {
        [VectorType(3, 64, 64)]
        public byte[] Pixels { get; set; } = [];
    }
}
