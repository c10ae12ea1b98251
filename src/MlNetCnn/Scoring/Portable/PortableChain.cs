using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MlNetCnn;

/// <summary>
/// A model as a chain of ML.NET's own transformers, so that what is saved loads in an app that has never heard of this library:
/// pixels to Single, or from an image or the path of its file to those, the ONNX graph, and from the index it gives (a vector of one Int64) to a key with the class names; where the
/// model says what is known, from a second index, which is one too many for what is not, to IsKnown and PredictedClass.
/// </summary>
internal sealed class PortableChain : IDisposable
{
    /// <summary>How many steps the chain has from the graph on.</summary>
    public const int StepsFromGraph = 5;

    /// <summary>The column of a model that takes image files: their paths.</summary>
    public const string ImagePath = "ImagePath";

    // Columns in between, dropped at the end. The prefix keeps them apart from the app's.
    private const string Image = "MlNetCnn.Image";
    private const string Pixels = "MlNetCnn.Pixels";
    private const string Index = "MlNetCnn.Index";
    private const string Hash = "MlNetCnn.Hash";
    private const string Name = "MlNetCnn.Name";
    private const string Shown = PortableGraph.Shown;
    private const string ShownHash = "MlNetCnn.ShownHash";

    private readonly MLContext _ml;
    private readonly string _folder;
    private readonly TransformerChain<ITransformer> _chain;

    public PortableChain(MLContext ml, ScoringGraph graph, ImmutableArray<NetworkColumn> layers, string featureColumnName, FeatureKind takes, ResizeMode? resize = null)
    {
        NativeRuntime.Require();
        _ml = ml;
        _folder = Path.Combine(ml.TempFilePath, $"mlnetcnn-{Guid.NewGuid():N}");
        OwnerOnly.CreateFolder(_folder);
        try
        {
            // From a file of our own: given a stream, ApplyOnnxModel writes a temporary file that it never deletes.
            // In a context of our own: the first call on one writes its options without a lock (ML.NET 5.0.1), which fails where two models are saved at once.
            var path = GraphFile;
            var alone = new MLContext();
            File.WriteAllBytes(path, PortableGraph.Create(graph, layers, featureColumnName, Pixels, Index, takes != FeatureKind.Pixels, resize));
            var tellsKnown = graph.KnownFrom is not null;
            var classes = graph.ClassNames;
            var (scalar, hashes) = ToScalar(ml, tellsKnown ? classes.Length + 1 : classes.Length, tellsKnown);
            IEstimator<ITransformer> named = ml.Transforms.Conversion.MapValue(Name, hashes.Zip(classes, KeyValuePair.Create), Hash);
            if (tellsKnown)
                named = named
                    .Append(ml.Transforms.Conversion.MapValue(CnnSchema.IsKnown, hashes.Select((hash, i) => KeyValuePair.Create(hash, i < classes.Length)), ShownHash))
                    .Append(ml.Transforms.Conversion.MapValue(CnnSchema.PredictedClass, hashes.Zip(classes.Add(CnnSchema.Unknown), KeyValuePair.Create), ShownHash));
            var keys = ml.Data.LoadFromEnumerable(graph.ClassNames.Select(n => new ClassName { Name = n }));
            var times = resize is null ? 1 : ShrinkGraph.Times(graph.Image);
            IEstimator<ITransformer> pixels = takes == FeatureKind.Pixels
                ? ml.Transforms.Conversion.ConvertType(Pixels, featureColumnName, DataKind.Single)
                : ImageColumn.Extraction(ml, Pixels, Image, featureColumnName, new(times * graph.Image.Height, times * graph.Image.Width), resize ?? ResizeMode.Stretch);
            if (takes == FeatureKind.Files)
                pixels = ImageColumn.Loading(ml, featureColumnName, ImagePath).Append(pixels);
            string[] between =
            [
                .. takes == FeatureKind.Files ? (string[])[featureColumnName] : [], .. takes == FeatureKind.Pixels ? (string[])[] : [Image],
                Pixels, Index, Hash, Name, .. tellsKnown ? (string[])[Shown, ShownHash] : [],
            ];
            var chain = pixels
                .Append(alone.Transforms.ApplyOnnxModel([OnnxMetadata.Score, Index, .. tellsKnown ? (string[])[Shown] : [], .. layers.Select(l => l.Name)], [Pixels], path))
                .Append(scalar)
                .Append(named)
                .Append(ml.Transforms.Conversion.MapValueToKey(CnnSchema.PredictedLabel, Name, keyData: keys))
                .Append<ITransformer>(ml.Transforms.DropColumns(between));
            _chain = takes == FeatureKind.Files
                ? chain.Append<ITransformer>(ml.Transforms.Conversion.MapKeyToValue(CnnSchema.PredictedLabel)).Fit(NoFiles(ml))
                : chain.Fit(NoRows(ml, graph.Image, featureColumnName, takes == FeatureKind.Images));
        }
        catch
        {
            Directory.Delete(_folder, recursive: true);
            throw;
        }
    }

    private string GraphFile => Path.Combine(_folder, "model.onnx");

    /// <summary>Saves the chain with no bytes in place of the graph, which it gives. ML.NET reads the graph's file when it saves.</summary>
    public byte[] SaveWithoutGraph(DataViewSchema schema, Stream zip)
    {
        var graph = File.ReadAllBytes(GraphFile);
        File.WriteAllBytes(GraphFile, []);
        _ml.Model.Save(_chain, schema, zip);
        return graph;
    }

    public void Save(ModelSaveContext context) => ((ICanSaveModel)_chain).Save(context);

    public void Dispose()
    {
        _chain.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>
    /// No built-in transformer takes a vector of one value to that value, but a hash over the vector's slots is a scalar. It stands for
    /// its index as long as no other index has the same: the first seed for which that holds is taken.
    /// </summary>
    private static (IEstimator<ITransformer> Step, uint[] Hashes) ToScalar(MLContext ml, int classes, bool hasShown)
    {
        var indices = ml.Data.LoadFromEnumerable(Enumerable.Range(0, classes).Select(i => new ClassIndex { Index = [i], Shown = [i] }));
        (string Hash, string Index)[] columns = hasShown ? [(Hash, Index), (ShownHash, Shown)] : [(Hash, Index)];
        for (uint seed = 0; seed < 100; seed++)
        {
            var step = ml.Transforms.Conversion.Hash([.. columns.Select(c => new HashingEstimator.ColumnOptions(
                    c.Hash, c.Index, numberOfBits: 31, seed, useOrderedHashing: false, maximumNumberOfInverts: 0, combine: true))])
                .Append(ml.Transforms.Conversion.ConvertType([.. columns.Select(c => new InputOutputColumnPair(c.Hash))], DataKind.UInt32));
            var hashes = step.Fit(indices).Transform(indices).GetColumn<uint>(Hash).ToArray();
            if (hashes.Distinct().Count() == classes)
                return (step, hashes);
        }
        throw new InvalidOperationException(
            $"The {classes} classes cannot be told apart by a hash of 31 bits, which saving for ML.NET takes: save with SaveOnnx.");
    }

    /// <summary>No images of this shape.</summary>
    public static IDataView NoRows(MLContext ml, TensorShape image, string featureColumnName, bool areImages)
    {
        if (areImages)
            return ImageColumn.NoRows(ml, image, featureColumnName);
        var definition = SchemaDefinition.Create(typeof(PixelRow));
        definition[0].ColumnName = featureColumnName;
        definition[0].ColumnType = new VectorDataViewType(NumberDataViewType.Single, image.Dimensions);
        return ml.Data.LoadFromEnumerable(Array.Empty<PixelRow>(), definition);
    }

    /// <summary>No image files.</summary>
    public static IDataView NoFiles(MLContext ml) => ml.Data.LoadFromEnumerable(Array.Empty<FileRow>());

    private sealed class FileRow
    {
        public string ImagePath { get; set; } = "";
    }

    private sealed class PixelRow
    {
        public VBuffer<float> Pixels { get; set; }
    }

    private sealed class ClassIndex
    {
        [ColumnName(PortableChain.Index), VectorType(1, 1)]
        public long[] Index { get; set; } = [];

        [ColumnName(PortableChain.Shown), VectorType(1, 1)]
        public long[] Shown { get; set; } = [];
    }

    private sealed class ClassName
    {
        public string Name { get; set; } = "";
    }
}
