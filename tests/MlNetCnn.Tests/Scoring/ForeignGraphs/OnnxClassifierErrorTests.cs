using Microsoft.ML;
using MlNetCnn.Onnx.Proto;

namespace MlNetCnn.Tests;

/// <summary>Files of others that cannot be used, each with the sentence that says why.</summary>
public sealed class OnnxClassifierErrorTests : IDisposable
{
    private static readonly Dictionary<string, Action<ModelProto>> Changes = new()
    {
        ["opset too old"] = m => m.OpsetImport[0].Version = 6,
        ["opset of the future"] = m => m.OpsetImport[0].Version = 999,
        ["unknown operator"] = m => m.Graph.Node[1].OpType = "Swoosh",
        ["byte input"] = m => m.Graph.Input[0].Type.TensorType.ElemType = (int)TensorProto.Types.DataType.Uint8,
        ["flat input"] = m => m.Graph.Input[0].Type.TensorType.Shape.Dim.RemoveAt(3),
        ["no input shape"] = m => m.Graph.Input[0].Type.TensorType.Shape = null,
        ["eight at once"] = m => m.Graph.Input[0].Type.TensorType.Shape.Dim[0] = new() { DimValue = 8 },
        ["two inputs"] = m => m.Graph.Input.Add(new ValueInfoProto(m.Graph.Input[0]) { Name = "mask" }),
        ["no input"] = m => m.Graph.Input.Clear(),
        ["integer output"] = m => m.Graph.Output[0].Type.TensorType.ElemType = (int)TensorProto.Types.DataType.Int64,
        ["channels last"] = m => Resize(m, 224, 224, 3),
        ["wrong channels"] = m => Resize(m, 3, 4, 3),
    };

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("opset too old", "is of opset 6, but 7 or later is needed")]
    [InlineData("opset of the future", "cannot be run: ONNX Runtime says")]
    [InlineData("unknown operator", "Swoosh")]
    [InlineData("byte input", "has input 'input.1' of ONNX type uint8, but floats are needed: export it with an input of 32-bit floats")]
    [InlineData("flat input", "has input 'input.1' of batch_size×2×4, but batch×channels×height×width is needed")]
    [InlineData("no input shape", "has input 'input.1' of no stated shape")]
    [InlineData("eight at once", "takes exactly 8 images at once in 'input.1': export it with an open batch dimension, or with 1")]
    [InlineData("two inputs", "has 2 inputs ('input.1', 'mask'), but a classifier of images has one")]
    [InlineData("no input", "has 0 inputs")]
    [InlineData("integer output", "has output 'logits' of ONNX type 7")]
    [InlineData("channels last", "which is channels last: set OnnxClassifierOptions.Layout to ChannelsLast")]
    [InlineData("wrong channels", "ONNX Runtime says")]
    public void Load_OfAGraphThatIsNoUse_SaysWhatItHasAndWhatIsNeeded(string change, string message)
    {
        var model = ForeignModels.Create();
        Changes[change](model);

        var error = Assert.Throws<InvalidDataException>(() => Load(model.Bytes(), Plain)).Message;

        Assert.StartsWith($"'{_folder.File("model.onnx")}' ", error);
        Assert.Contains(message, error);
    }

    [Fact]
    public void Load_OfDamagedFiles_NamesThem()
    {
        var whole = ForeignModels.Create().Bytes();

        foreach (var bytes in new[] { [], "no model"u8.ToArray(), whole[..(whole.Length / 2)], whole[..^5] })
            Assert.StartsWith($"'{_folder.File("model.onnx")}' ", Assert.Throws<InvalidDataException>(() => Load(bytes, Plain)).Message);
        Assert.Throws<FileNotFoundException>(() => Pictures.ML.Cnn.OnnxClassifier(_folder.File("missing.onnx"), ForeignModels.ClassNames));
    }

    [Theory]
    [InlineData("gives 3 values for each image in 'logits' (batch_size×3), but got 2 class names", "a", "b")]
    [InlineData("two classes called 'a'", "a", "b", "a")]
    [InlineData("has 1 class names, but needs at least 2", "a")]
    public void Load_WithOtherClassNames_SaysHowManyThereAre(string message, params string[] names)
    {
        var path = _folder.Write("model.onnx", ForeignModels.Create().Bytes());

        Assert.Contains(message, Assert.Throws<ArgumentException>(() => Pictures.ML.Cnn.OnnxClassifier(path, names, Plain)).Message);
    }

    [Fact]
    public void Load_OfAGraphThatHidesItsNumberOfClasses_CountsThem()
    {
        var model = ForeignModels.Create();
        model.Graph.Output[0].Type.TensorType.Shape = null;
        var path = _folder.Write("model.onnx", model.Bytes());

        var error = Assert.ThrowsAny<Exception>(() => Pictures.ML.Cnn.OnnxClassifier(path, ["a", "b"], Plain)).Message;

        Assert.StartsWith($"'{path}' ", error);
    }

    [Fact]
    public void Load_WithOptionsThatDoNotFit_SaysWhatThereIs()
    {
        var bytes = ForeignModels.Create().Bytes();

        Assert.Contains("has no input 'x', only 'input.1'", Refused(Plain with { InputName = "x" }));
        Assert.Contains("has no output 'y', only 'logits'", Refused(Plain with { OutputName = "y" }));
        Assert.Contains("of batch_size×2×4×3, but OnnxClassifierOptions.InputShape is 2×8×8", Refused(Plain with { InputShape = new(2, 8, 8) }));
        Assert.Contains("for each of the 2 channels", Refused(Plain with { Preprocessing = new() { Mean = [0], Std = [1] } }));
        Assert.Contains("device 'gpu' is unknown", Refused(Plain with { Scoring = new() { Device = "gpu" } }));
        var sigmoid = ForeignModels.Create(last: "Sigmoid").Bytes();
        Assert.Contains("ends in a sigmoid", Assert.Throws<ArgumentException>(() => Load(sigmoid, Plain)).Message);

        string Refused(OnnxClassifierOptions options) => Assert.ThrowsAny<ArgumentException>(() => Load(bytes, options)).Message;
    }

    public void Dispose() => _folder.Dispose();

    private static OnnxClassifierOptions Plain { get; } = new();

    private void Load(byte[] onnx, OnnxClassifierOptions options) =>
        Pictures.ML.Cnn.OnnxClassifier(_folder.Write("model.onnx", onnx), ForeignModels.ClassNames, options).Dispose();

    private static void Resize(ModelProto model, params int[] sizes)
    {
        for (var i = 0; i < 3; i++)
            model.Graph.Input[0].Type.TensorType.Shape.Dim[i + 1] = new() { DimValue = sizes[i] };
    }
}
