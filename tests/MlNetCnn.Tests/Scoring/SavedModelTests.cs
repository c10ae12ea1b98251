using System.Buffers.Binary;
using System.IO.Compression;
using Google.Protobuf;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetCnn.Onnx.Proto;

namespace MlNetCnn.Tests;

/// <summary>Saved zips back as transformers of ours: whole, nested, damaged, changed.</summary>
public sealed class SavedModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _temporary = new();
    private readonly MLContext _ml;

    public SavedModelTests() => _ml = new MLContext(seed: 1) { TempFilePath = _temporary.Path };

    private string Zip => _folder.File("model.zip");

    [Theory]
    [InlineData("Features", 0)]
    [InlineData("Bytes", 0)]
    [InlineData("Bytes", 2)]
    public void LoadModel_OfAZip_ScoresInBlocksFromTheColumnItWasSavedWith(string feature, int chainsAround)
    {
        Save(feature, chainsAround);

        using var loaded = _ml.Cnn.LoadModel(Zip, options: new() { Threads = 1 });

        Assert.Equal(feature, loaded.FeatureColumnName);
        Pictures.AssertClose(Pictures.Expected(100), loaded.Transform(Pictures.View(100)).Scores());
        Assert.Empty(Directory.EnumerateFileSystemEntries(_temporary.Path));
    }

    [Fact]
    public void SaveZip_OfAModel_IsWhatMlNetSavesWithTheNetworkAsItIs()
    {
        using var model = Pictures.Transformer();
        using var saved = new MemoryStream();
        _ml.Model.Save(model, Pictures.View(1).Schema, saved);
        using var quick = new MemoryStream();

        model.SaveZip(quick, Pictures.View(1).Schema);

        Assert.Equal(Contents(saved), Contents(quick));
        using var zip = new ZipArchive(quick, ZipArchiveMode.Read);
        var network = zip.Entries.Single(e => e.Name == "OnnxModel");
        Assert.Equal(network.Length, network.CompressedLength);

        static string[] Contents(Stream stream)
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            return [.. zip.Entries.Select(entry =>
            {
                using var content = entry.Open();
                return $"{entry.FullName} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(content))}";
            }).Order(StringComparer.Ordinal)];
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Accelerate_OfALoadedModel_LeavesNoTemporaryFile(int chainsAround)
    {
        Save("Features", chainsAround);
        var loaded = _ml.Model.Load(Zip, out _);

        using var accelerated = _ml.Cnn.Accelerate(loaded);

        Assert.IsType<CnnTransformer>(Assert.Single(accelerated));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_temporary.Path));
        Pictures.AssertClose(Pictures.Expected(100), accelerated.Transform(Pictures.View(100)).Scores(), 1e-5);
    }

    [Fact]
    public void Accelerate_OfTwoNetworks_ReplacesBoth()
    {
        using var transformer = Pictures.Transformer();
        _ml.Model.Save(new TransformerChain<ITransformer>(transformer, transformer), Pictures.View(1).Schema, Zip);

        using var accelerated = _ml.Cnn.Accelerate(_ml.Model.Load(Zip, out _));

        Assert.Equal(2, accelerated.OfType<CnnTransformer>().Count());
        Assert.Equal(2, accelerated.Count());
    }

    [Fact]
    public void Accelerate_WithoutANetwork_SaysWhatThereIs()
    {
        var other = _ml.Transforms.CopyColumns("Copy", "Name").Fit(Pictures.View(1));

        Assert.Contains(
            "among the 1 steps of this model (ColumnCopyingTransformer)", Assert.Throws<ArgumentException>(() => _ml.Cnn.Accelerate(other)).Message);
    }

    [Theory]
    [InlineData("a class more", "names 4 classes, but its output 'Score' has 3")]
    [InlineData("another opset", "is of opset 12, but MlNetCnn writes opset 17")]
    [InlineData("not ours", "was not saved by MlNetCnn")]
    [InlineData("weights gone", "lacks the weights")]
    [InlineData("bad layers", "has metadata 'mlnetcnn.layers' that cannot be read")]
    [InlineData("unknown layer", "does not fit together: There is no layer 'nowhere'")]
    public void LoadModel_OfAChangedZip_NamesTheFileAndWhatDisagrees(string change, string message)
    {
        Save("Features");
        Change(change);

        var error = Assert.Throws<InvalidDataException>(() => _ml.Cnn.LoadModel(Zip)).Message;

        Assert.StartsWith($"'{Zip}' ", error);
        Assert.Contains(message, error);
    }

    [Theory]
    [InlineData("other names", "has the classes 'x', 'class 1', 'class 2'…, but the labels around it are 'class 0'")]
    [InlineData("a class more", "names 4 classes")]
    [InlineData("other column", "in column 'Elsewhere', but the steps around it refuse them")]
    public void Accelerate_OfAChangedModel_SaysWhatDisagrees(string change, string message)
    {
        Save("Features");
        Change(change);
        var loaded = _ml.Model.Load(Zip, out _);

        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => _ml.Cnn.Accelerate(loaded)).Message);
        (loaded as IDisposable)?.Dispose();
    }

    [Fact]
    public void LoadModel_OfADamagedZip_NamesIt()
    {
        Save("Features");
        var whole = File.ReadAllBytes(Zip);

        foreach (var bytes in new[] { whole[..(whole.Length / 2)], whole[..^10], whole[..30] })
        {
            File.WriteAllBytes(Zip, bytes);
            Assert.StartsWith($"'{Zip}' is not a model", Assert.Throws<InvalidDataException>(() => _ml.Cnn.LoadModel(Zip)).Message);
        }
        using (var zip = new ZipArchive(File.Create(Zip), ZipArchiveMode.Create))
            zip.CreateEntry("other");
        Assert.Contains("there is no network in it", Assert.Throws<InvalidDataException>(() => _ml.Cnn.LoadModel(Zip)).Message);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _temporary.Dispose();
    }

    private void Save(string feature, int chainsAround = 0)
    {
        using var transformer = Pictures.Transformer(feature);
        ITransformer model = transformer;
        for (var i = 0; i < chainsAround; i++)
            model = new TransformerChain<ITransformer>(model);
        _ml.Model.Save(model, Pictures.View(1).Schema, Zip);
    }

    private void Change(string change)
    {
        using var zip = ZipFile.Open(Zip, ZipArchiveMode.Update);
        var entry = zip.Entries.Single(e => e.Name == "OnnxModel");
        using var stream = entry.Open();
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        var onnx = ModelProto.Parser.ParseFrom(content.AsSpan(4));
        switch (change)
        {
            case "a class more": Set(OnnxMetadata.Classes, """["a","b","c","d"]"""); break;
            case "other names": Set(OnnxMetadata.Classes, """["x","class 1","class 2"]"""); break;
            case "other column": Set(OnnxMetadata.FeatureColumn, "Elsewhere"); break;
            case "another opset": onnx.OpsetImport.Single(o => o.Domain is "").Version = 12; break;
            case "not ours": onnx.MetadataProps.Clear(); break;
            case "weights gone": onnx.Graph.Initializer.RemoveAt(0); break;
            case "bad layers": OnnxMetadata.Set(onnx, OnnxMetadata.Layers, """[["one"]]"""); break;
            case "unknown layer": OnnxMetadata.Set(onnx, OnnxMetadata.Layers, """[["nowhere","x"]]"""); break;
            default: throw new ArgumentOutOfRangeException(nameof(change));
        }
        var changed = onnx.ToByteArray();
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, changed.Length);
        stream.SetLength(0);
        stream.Write(length);
        stream.Write(changed);

        void Set(string key, string value) => onnx.MetadataProps.Single(p => p.Key == key).Value = value;
    }
}
