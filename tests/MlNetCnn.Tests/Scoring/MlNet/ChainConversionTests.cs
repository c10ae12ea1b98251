using Google.Protobuf;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using MlNetCnn.Onnx.Proto;

namespace MlNetCnn.Tests;

/// <summary>Pipelines around a network as one ONNX file.</summary>
public sealed class ChainConversionTests : IDisposable
{
    private static readonly MLContext ML = Pictures.ML;

    private readonly TemporaryFolder _folder = new();

    private string Onnx => _folder.File("pipeline.onnx");

    [Fact]
    public void Convert_WithStepsAround_GivesWhatThePipelineGives()
    {
        var (rows, path) = (Bytes(9), Pictures.Model.Plan.Layers[^2].Path);
        using var network = ML.Cnn.FromModel(Pictures.Model).WithOutputs(new LayerOutput(path) { ColumnName = "Layer" });
        using var model = ML.Transforms.Conversion.ConvertType("Features", "Bytes", DataKind.Single)
            .Append(network)
            .Append(ML.Transforms.NormalizeMinMax("Scaled", "Layer"))
            .Append(ML.Transforms.Conversion.MapKeyToValue("Name", "PredictedLabel"))
            .Append(ML.Transforms.NormalizeMinMax("Layer"))
            .Append(ML.Transforms.CopyColumns("Again", "Layer"))
            .Fit(rows);

        ML.Cnn.ConvertToOnnx(model, rows, Onnx);

        var expected = model.Transform(rows);
        using var results = Run(9);
        Pictures.AssertClose(expected.Scores(), Rows(results, "Score.output"), 1e-5);
        foreach (var name in new[] { "Scaled", "Layer", "Again" })
            Pictures.AssertClose([.. expected.GetColumn<float[]>(name)], Rows(results, $"{name}.output"), 1e-5);
        Assert.Equal(expected.Labels(), Values<uint>(results, "PredictedLabel.output"));
        Assert.Equal(expected.GetColumn<string>("Name"), Values<string>(results, "Name.output"));
    }

    [Fact]
    public void Convert_FollowedByATrainer_PredictsTheSame()
    {
        var rows = Bytes(9);
        using var network = ML.Cnn.FromModel(Pictures.Model, "Bytes").WithOutputs(new LayerOutput(Pictures.Model.Plan.Layers[^2].Path) { ColumnName = "Layer" });
        var labeled = ML.Transforms.Conversion.MapValueToKey("Label").Append(network).Fit(Pictures.View(40)).Transform(Pictures.View(40));
        var trainer = ML.MulticlassClassification.Trainers.SdcaMaximumEntropy(featureColumnName: "Layer").Fit(labeled);
        var model = new TransformerChain<ITransformer>(network, trainer);

        ML.Cnn.ConvertToOnnx(model, rows, Onnx);

        using var results = Run(9);
        Pictures.AssertClose(model.Transform(rows).Scores(), Rows(results, "Score.output"), 1e-4);
    }

    [Fact]
    public void Convert_NetworkThatRefuses_TellsTheClassOrUnknown()
    {
        var rows = Bytes(9);
        var threshold = Pictures.Expected(9).Select(row => row.Max()).Order().ElementAt(4);
        using var plain = ML.Cnn.FromModel(Pictures.Model, "Bytes");
        using var network = plain.WithConfidence(1, threshold);

        ML.Cnn.ConvertToOnnx(network, rows, Onnx);

        var expected = network.Transform(rows);
        using var results = Run(9);
        Assert.Equal(expected.GetColumn<bool>("IsKnown"), Values<bool>(results, "IsKnown.output"));
        Assert.Equal(expected.GetColumn<string>("PredictedClass"), Values<string>(results, "PredictedClass.output"));
        Assert.Contains("unknown", Values<string>(results, "PredictedClass.output"));
    }

    [Fact]
    public void Convert_OperatorsOfAnotherDomain_AreRunByTheirRuntime()
    {
        var rows = Bytes(9);
        var foreign = ModelProto.Parser.ParseFrom(Pictures.Model.ToOnnx());
        foreach (var node in foreign.Graph.Node)
        {
            for (var i = 0; i < node.Input.Count; i++)
                node.Input[i] = node.Input[i] == "Features" ? "Curved" : node.Input[i];
        }
        foreign.Graph.Node.Insert(0, new NodeProto { OpType = "QuickGelu", Domain = "com.microsoft", Input = { "Features" }, Output = { "Curved" } });
        foreign.OpsetImport.Add(new OperatorSetIdProto { Domain = "com.microsoft", Version = 1 });
        File.WriteAllBytes(Onnx, foreign.ToByteArray());
        using var network = ML.Cnn.OnnxClassifier(Onnx, Pictures.Model.ClassNames, new() { FeatureColumn = "Bytes", OutputName = "Score" });

        ML.Cnn.ConvertToOnnx(network, rows, Onnx);

        using var results = Run(9);
        Pictures.AssertClose(network.Transform(rows).Scores(), Rows(results, "Score.output"), 1e-5);
    }

    [Fact]
    public void Convert_StepWithoutOnnx_IsRefusedByName()
    {
        var rows = Bytes(3);
        using var model = ML.Transforms.CustomMapping<Picture, Numbered>((picture, numbered) => numbered.Twice = picture.Number * 2, "twice")
            .Append(ML.Cnn.FromModel(Pictures.Model)).Fit(Pictures.View(3));

        var message = Assert.Throws<ArgumentException>(() => ML.Cnn.ConvertToOnnx(model, Pictures.View(3), Onnx)).Message;

        Assert.StartsWith("Step 1 of this model, CustomMappingTransformer`2, cannot be converted to ONNX", message);
        Assert.False(File.Exists(Onnx));
    }

    [Fact]
    public void Convert_WithoutANetwork_PointsToAccelerate()
    {
        var copied = ML.Transforms.CopyColumns("Two", "Bytes").Fit(Bytes(1));

        Assert.Contains("ml.Cnn.Accelerate", Assert.Throws<ArgumentException>(() => ML.Cnn.ConvertToOnnx(copied, Bytes(1), Onnx)).Message);
    }

    public void Dispose() => _folder.Dispose();

    private static IDataView Bytes(int count)
    {
        var rows = Pictures.View(count);
        return ML.Transforms.SelectColumns("Bytes").Fit(rows).Transform(rows);
    }

    // All rows at once.
    private IDisposableReadOnlyCollection<DisposableNamedOnnxValue> Run(int count)
    {
        using var session = new InferenceSession(Onnx);
        var tensor = new DenseTensor<byte>(Pictures.Rows(count).SelectMany(r => r.Bytes).ToArray(), [count, .. session.InputMetadata["Bytes"].Dimensions[1..]]);
        return session.Run([NamedOnnxValue.CreateFromTensor("Bytes", tensor)]);
    }

    private static T[] Values<T>(IEnumerable<DisposableNamedOnnxValue> results, string name) => [.. results.Single(r => r.Name == name).AsEnumerable<T>()];

    private static float[][] Rows(IReadOnlyCollection<DisposableNamedOnnxValue> results, string name)
    {
        var values = Values<float>(results, name);
        return [.. values.Chunk(values.Length / 9)];
    }

    private sealed class Numbered
    {
        public double Twice { get; set; }
    }
}
