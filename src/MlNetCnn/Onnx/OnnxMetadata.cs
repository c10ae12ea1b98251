using MlNetCnn.Onnx.Proto;

namespace MlNetCnn;

/// <summary>The names under which a model's description travels in an ONNX file's metadata, and the names of its outputs.</summary>
internal static class OnnxMetadata
{
    /// <summary>The newest version of the metadata that this code writes and reads. The first one knows neither temperature nor threshold.</summary>
    public const int CurrentFormat = 2;

    public const string Format = "mlnetcnn.format";

    /// <summary>The architecture's JSON.</summary>
    public const string Architecture = "mlnetcnn.architecture";

    /// <summary>The shape of one image: <c>[1,28,28]</c>.</summary>
    public const string Input = "mlnetcnn.input";

    /// <summary>The classes' names: <c>["cat","dog"]</c>.</summary>
    public const string Classes = "mlnetcnn.classes";

    /// <summary><c>{"scale":…,"mean":[…],"std":[…]}</c>.</summary>
    public const string Preprocessing = "mlnetcnn.preprocessing";

    /// <summary>Where it is not 1: <see cref="CnnModel.Temperature"/>.</summary>
    public const string Temperature = "mlnetcnn.temperature";

    /// <summary>Where there is one: <see cref="CnnModel.KnownFrom"/>.</summary>
    public const string KnownFrom = "mlnetcnn.knownFrom";

    /// <summary>Where there is one: the layer of <see cref="CnnModel.Familiarity"/>.</summary>
    public const string Familiarity = "mlnetcnn.familiarity";

    /// <summary>Where it is known: <see cref="CnnModel.DataReference"/>.</summary>
    public const string Data = "mlnetcnn.data";

    /// <summary>Instead of architecture and preprocessing, where the graph was made by others.</summary>
    public const string Foreign = "mlnetcnn.foreign";

    /// <summary>Only where it is <see cref="Int8"/>: floats are seen from the weights.</summary>
    public const string Precision = "mlnetcnn.precision";

    /// <summary>The weights are integers, batch normalization is folded into them: no weights of the description can be read.</summary>
    public const string Int8 = "int8";

    /// <summary>Only in a zip for ML.NET: the name of the column of pixels.</summary>
    public const string FeatureColumn = "mlnetcnn.feature";

    /// <summary>Only in a zip for ML.NET, where that column is one of images: <c>rgb</c>, or a <see cref="ResizeMode"/> where they come from files.</summary>
    public const string Images = "mlnetcnn.images";

    /// <summary>Only in a zip for ML.NET: the layers whose outputs are columns, <c>[["path","column"]]</c>.</summary>
    public const string Layers = "mlnetcnn.layers";

    /// <summary>What all keys begin with.</summary>
    public const string Prefix = "mlnetcnn.";

    /// <summary>The probabilities, float <c>[N, classes]</c>.</summary>
    public const string Score = "Score";

    /// <summary>The position of the likeliest class, int64 <c>[N, 1]</c>.</summary>
    public const string PredictedIndex = "PredictedIndex";

    /// <summary>Where there is a threshold: what is compared with it, from 0 to 1, float <c>[N, 1]</c>.</summary>
    public const string KnownScore = "KnownScore";

    /// <summary>Where there is a threshold: whether that reaches it, bool <c>[N, 1]</c>.</summary>
    public const string IsKnown = "IsKnown";

    public static string? Find(ModelProto onnx, string key) => onnx.MetadataProps.FirstOrDefault(p => p.Key == key)?.Value;

    public static void Set(ModelProto onnx, string key, string value) =>
        onnx.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
}
