using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn.Tests;

/// <summary>The proof that a saved model needs nothing of this library: an app without it, in a process of its own.</summary>
public sealed class PortableAppTests : IDisposable
{
    private static readonly PortableProcess App = new("PortableApp");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlnetcnn-test-");

    [Fact]
    public void App_InItsFolder_HasNothingOfOurs() =>
        Assert.Equal(
            ["MlNetCnn.PortableApp.dll"],
            Directory.EnumerateFiles(App.Folder, "MlNetCnn*.dll", SearchOption.AllDirectories).Select(Path.GetFileName));

    [Theory]
    [InlineData("Single")]
    [InlineData("Byte")]
    public void App_WithASavedModel_PredictsAsTheTransformer(string pixel)
    {
        var (ml, rows) = (Pictures.ML, Pictures.Rows(40));
        var features = ml.Transforms.CopyColumns("Features", pixel == "Byte" ? "Bytes" : "Features")
            .Append(ml.Transforms.SelectColumns("Features"));
        var view = features.Fit(Pictures.View(1)).Transform(Pictures.View(40));
        using var transformer = Pictures.Transformer();
        var (zip, json) = (Path.Combine(_folder.FullName, "model.zip"), Path.Combine(_folder.FullName, "rows.json"));
        ml.Model.Save(transformer, view.Schema, zip);
        File.WriteAllText(json, JsonSerializer.Serialize(rows.Select(r => r.Features)));

        var predictions = JsonSerializer.Deserialize<AppPrediction[]>(App.Run(zip, json))!;

        var expected = transformer.Transform(view);
        Pictures.AssertClose(expected.Scores(), [.. predictions.Select(p => p.Score)], 1e-5);
        Assert.Equal(expected.Labels().Select(l => $"class {l - 1}"), predictions.Select(p => p.Label));
        Assert.True(predictions.Select(p => p.Label).Distinct().Count() > 1);
    }

    [Fact]
    public void App_WithAPretrainedNetwork_PredictsAsTheTransformer()
    {
        var (ml, pretrained) = (Pictures.ML, PretrainedNetwork.Load("resnet18-imagenet"));
        var plan = pretrained.Architecture!.Plan(new(3, Photo.Side, Photo.Side), 3);
        var head = RandomModels.Weights(plan, seed: 1);
        var weights = new Weights(plan.Tensors.Select(t => KeyValuePair.Create(t.Name, pretrained.Weights.TryGetValue(t.Name, out var trained) ? trained : head[t.Name])));
        using var transformer = ml.Cnn.FromModel(new CnnModel(plan, weights, ["class 0", "class 1", "class 2"], pretrained.Preprocessing));
        float[][] photos = [.. RandomModels.Images(plan.Input, 4).Chunk(plan.Input.Elements)];
        var view = ml.Data.LoadFromEnumerable(photos.Select(pixels => new Photo { Features = pixels }));
        var (zip, json) = (Path.Combine(_folder.FullName, "model.zip"), Path.Combine(_folder.FullName, "rows.json"));
        ml.Model.Save(transformer, view.Schema, zip);
        File.WriteAllText(json, JsonSerializer.Serialize(photos));

        var predictions = JsonSerializer.Deserialize<AppPrediction[]>(App.Run(zip, json))!;

        Pictures.AssertClose(transformer.Transform(view).Scores(), [.. predictions.Select(p => p.Score)], 1e-5);
        Assert.True(predictions.Select(p => p.Score[0]).Distinct().Count() == photos.Length);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private sealed class Photo
    {
        public const int Side = 64;

        [VectorType(3 * Side * Side)]
        public float[] Features { get; set; } = [];
    }

    private sealed record AppPrediction(string Label, float[] Score);
}
