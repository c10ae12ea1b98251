using Microsoft.ML;

namespace MlNetCnn.Experiments.Tests;

public sealed class RunDataTests(Workplace workplace) : IClassFixture<Workplace>
{
    [Fact]
    public void Open_NameOfADataSet_FindsIt()
    {
        var data = RunData.Open(workplace.Request() with { Data = "bundled" }, default);

        Assert.Equal((new TensorShape(1, 28, 28), 10), (data.Train.Shape, data.Train.ClassNames.Length));
        Assert.NotNull(data.Test);
    }

    [Fact]
    public void Open_NameThatIsNone_SaysWhere() => Assert.Contains($"no data set 'no-such-set' on {Environment.MachineName}",
        Assert.Throws<FileNotFoundException>(() => RunData.Open(workplace.Request() with { Data = "no-such-set" }, default)).Message);

    [Fact]
    public void Open_NoTestImages_KeepsAShareBackAndTheSameEveryTime()
    {
        var folder = workplace.In("without-test");
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(workplace.Data).Where(f => !Path.GetFileName(f).StartsWith("t10k", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        var request = workplace.Request() with { Data = folder, Images = ImageSettings.Format(new() { TestFraction = 0.2 }) };

        var (data, again) = (RunData.Open(request, default), RunData.Open(request, default));

        Assert.Equal((72, 18), (data.Train.Count, data.Test!.Count));
        Assert.Equal(data.ContentHash(request), again.ContentHash(request));
        Assert.NotEqual(RunData.HashOf(data.Train), RunData.HashOf(data.Test));
        Assert.Null(RunData.Open(request with { Images = ImageSettings.Format(new()) }, default).Test);
    }

    [Fact]
    public void WithValidation_DataWithTheirOwn_AreTheValidationImages()
    {
        var (ml, data) = (new MLContext(1), WithValidation());

        Assert.Equal((90, 30), (data.Train.Count, data.Measured!.Count));
        Assert.NotNull(data.WithValidation(new() { Patience = 2 }, ml, prunes: true).ValidationData);
        Assert.Contains("validation images of their own", Assert.Throws<InvalidDataException>(() => data.WithValidation(new() { ValidationFraction = 0.1 }, ml)).Message);
        Assert.NotEqual(data.ContentHash(workplace.Request()), (data with { Validation = null }).ContentHash(workplace.Request()));
    }

    [Fact]
    public void WithValidation_PatienceOrHalvingWithoutAny_SaysWhatToSet()
    {
        var (ml, data) = (new MLContext(1), RunData.Open(workplace.Request(), default));

        Assert.All([() => data.WithValidation(new() { Patience = 2 }, ml), () => data.WithValidation(new(), ml, prunes: true)],
            (Action ask) => Assert.Contains("set validation-fraction above 0", Assert.Throws<InvalidDataException>(ask).Message));
        Assert.Null(data.WithValidation(new() { Patience = 2, ValidationFraction = 0.1 }, ml).ValidationData);
    }

    [Fact]
    public void Execute_TrainAndValidationOnly_ReportsValidationFigures()
    {
        var folder = new RunFolder(workplace.In("validated"));
        Directory.CreateDirectory(folder.Path);
        var request = workplace.Request(("patience", "1")) with { Data = ValidationFolder() };

        var result = new RunExecution(folder, request) { Tell = _ => { } }.Execute(CancellationToken.None)!;

        Assert.Null(result.Test);
        Assert.Equal((12, "validation"), (result.Validation!.Images, result.MeasuredOn));
        Assert.All(new MetricsFile(folder.Metrics).Read(), epoch => Assert.NotNull(epoch.ValidationAccuracy));
        Assert.Equal(12, PredictionsFile.Read(folder.Predictions).Count);
        Assert.Equal(DataReference.Of(request), CnnModel.Load(folder.Onnx).DataReference);
        Assert.Contains("## Figures", File.ReadAllText(folder.ModelCard));
        Assert.Equal(request.Images, DataReference.Read(DataReference.Of(request))!.Images);
    }

    [Fact]
    public void Execute_WithImagesOfNoClass_ChoosesTheThresholdByThem()
    {
        var request = workplace.Request(("validation-fraction", "0.3"), ("unknown", "on"));

        var (without, with) = (KnownFrom(request), KnownFrom(request with { Strangers = workplace.Data }));

        Assert.NotEqual(without, with);
        var data = RunData.Open(request with { Strangers = workplace.Data }, default);
        Assert.Equal(120, data.Strangers!.Count);
        Assert.NotEqual((data with { Strangers = null }).ContentHash(request), data.ContentHash(request));
        Assert.Contains("'unknown'", Assert.Throws<ArgumentException>(() => (workplace.Request() with { Strangers = "mnist" }).Check()).Message);
    }

    [Fact]
    public async Task Execute_OfARunWithFolds_NotesThatTheyAreNotRepeated()
    {
        var folder = new RunFolder(workplace.In("folds"));
        Directory.CreateDirectory(folder.Path);
        var told = new List<ChildMessage>();

        new RunExecution(folder, workplace.Request() with { Folds = 3 }) { Tell = told.Add }.Execute(CancellationToken.None);

        Assert.Contains("in 3 folds is not repeated", Assert.Single(told.OfType<ChildNote>()).Sentence);
        var queue = new RunQueue(await RunStore.OpenAsync(workplace.SqliteLocation("folds.db")));
        Assert.Contains("without cross-validation", (await Assert.ThrowsAsync<ArgumentException>(() => queue.AddAsync(workplace.Request() with { Folds = 3 }))).Message);
        Assert.Contains("must be from 2 to 20", Assert.Throws<ArgumentException>(() => (workplace.Request() with { Folds = 21 }).Check()).Message);
    }

    private float? KnownFrom(RunRequest request)
    {
        var folder = new RunFolder(workplace.In(Path.GetRandomFileName()));
        Directory.CreateDirectory(folder.Path);
        new RunExecution(folder, request) { Tell = _ => { } }.Execute(CancellationToken.None);
        return CnnModel.Load(folder.Onnx).KnownFrom;
    }

    private RunData WithValidation()
    {
        var (train, test) = ImageSet.LoadIdxFolder(workplace.Data);
        return new(new ImageSplit(train), new ImageSplit(test!), null);
    }

    // Class folders of a few dots, in train and val.
    private string ValidationFolder()
    {
        var path = workplace.In("train-val");
        foreach (var (split, name, i) in from s in new[] { "train", "val" } from n in new[] { "dark", "light" } from i in Enumerable.Range(0, 6) select (s, n, i))
        {
            Directory.CreateDirectory(Path.Combine(path, split, name));
            using var bitmap = new SkiaSharp.SKBitmap(8, 8, SkiaSharp.SKColorType.Gray8, SkiaSharp.SKAlphaType.Opaque);
            bitmap.Erase(name == "dark" ? new((byte)i, (byte)i, (byte)i) : new((byte)(200 + i), (byte)(200 + i), (byte)(200 + i)));
            using var file = File.Create(Path.Combine(path, split, name, $"{i}.png"));
            bitmap.Encode(file, SkiaSharp.SKEncodedImageFormat.Png, 100);
        }
        return path;
    }

    [Fact]
    public void Open_TestImagesOfItsOwnAndAShare_IsRefused() => Assert.Contains("test images of its own",
        Assert.Throws<InvalidDataException>(() => RunData.Open(workplace.Request() with { Images = ImageSettings.Format(new() { TestFraction = 0.5 }) }, default)).Message);
}
