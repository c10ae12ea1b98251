using System.Text.Json.Nodes;
using SkiaSharp;

namespace MlNetCnn.Cli.Tests;

public sealed class ScoreCommandTests(Workplace workplace) : IClassFixture<Workplace>
{
    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void Json_OneImage_HasLabelAndAllScores(SKEncodedImageFormat format)
    {
        var path = Picture($"one.{format}", 28, 28, format);

        var scored = Assert.Single(CommandRun.Of("score", workplace.Onnx, path, "--json").Json().AsArray())!;

        Assert.Equal(path, (string?)scored["input"]);
        var scores = scored["scores"]!.AsObject();
        Assert.Equal(10, scores.Count);
        Assert.Equal(1, scores.Sum(s => (double)s.Value!), 4);
        Assert.Equal((double)scored["probability"]!, scores.Max(s => (double)s.Value!));
        Assert.Equal((double)scored["probability"]!, (double)scores[(string)scored["label"]!]!);
    }

    [Fact]
    public void Costs_OfATable_DecideAtLeastExpectedCost()
    {
        var (path, costs) = (Picture("costs.png", 28, 28), workplace.In("score-costs.csv"));
        string[] names = [.. CnnModel.Load(workplace.Onnx).ClassNames];
        File.WriteAllLines(costs, ["," + string.Join(',', names), .. names.Select(n => $"{n}," + string.Join(',', names.Select(d => d == names[^1] ? 0.25 : 1)))]);

        var scored = CommandRun.Of("score", workplace.Onnx, path, "--costs", costs, "--json").Json()[0]!;

        Assert.Equal(names[^1], (string?)scored["decision"]!["label"]);
        Assert.Equal(0.25, (double)scored["decision"]!["expectedCost"]!, 5);
        Assert.Matches($@"least expected[\s\S]*{names[^1]}", CommandRun.Of("score", workplace.Onnx, path, "--costs", costs).Output);
    }

    [Fact]
    public void Score_AModelTrainedOnCroppedImages_CropsThem()
    {
        var folder = Pictures.WriteFolder(workplace.In("to-crop"));
        Assert.Equal(0, CommandRun.Of("train", "mlp", "--data", folder, "--epochs", "1", "--size", "8", "--resize", "crop", "--out", workplace.In("cropping")).ExitCode);
        var path = workplace.In("wide.png");
        using (var bitmap = new SKBitmap(64, 8, SKColorType.Rgba8888, SKAlphaType.Opaque))
        {
            bitmap.Erase(SKColors.Red);
            bitmap.Erase(SKColors.Blue, new SKRectI(28, 0, 36, 8));
            using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
            File.WriteAllBytes(path, png.ToArray());
        }

        var scored = CommandRun.Of("score", workplace.In("cropping", "model.onnx"), path, "--json");

        var scores = JsonNode.Parse(scored.Output)![0]!["scores"]!.AsObject();
        var model = CnnModel.Load(workplace.In("cropping", "model.onnx"));
        using var scorer = new CnnScorer(model);
        var expected = new float[2];
        scorer.Score(ImageFile.Read(path, model.Plan.Input, ResizeMode.Crop).Pixels, expected);
        Assert.All(model.ClassNames.Zip(expected), e => Assert.Equal(e.Second, (double)scores[e.First]!, 5));
        var stretched = new float[2];
        scorer.Score(ImageFile.Read(path, model.Plan.Input).Pixels, stretched);
        Assert.NotEqual(expected[0], stretched[0], 1e-3f);
    }

    [Fact]
    public void OnnxAndZip_SameImage_GiveTheSameScores()
    {
        var path = Picture("same.png", 28, 28);

        var onnx = CommandRun.Of("score", workplace.Onnx, path, "--json").Json()[0]!["scores"]!.AsObject();
        var zip = CommandRun.Of("score", workplace.Zip, path, "--json").Json()[0]!["scores"]!.AsObject();

        Assert.All(onnx, score => Assert.Equal((double)score.Value!, (double)zip[score.Key]!, 5));
    }

    [Fact]
    public void Images_OfAnotherSize_AreResizedAndTheirHeightIsFirst()
    {
        var run = CommandRun.Of("score", workplace.Onnx, Picture("fits.png", 28, 28), Picture("wide.png", 64, 32), "--top", "2");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("1 of 2 images had another size than the model's 28×28 and was resized.", run.Error);
        Assert.Contains(" 32×64 ", run.Output);
    }

    [Fact]
    public void Top_WithJson_LimitsTheScores() =>
        Assert.Equal(3, CommandRun.Of("score", workplace.Onnx, Picture("top.png", 28, 28), "--json", "--top", "3").Json()[0]!["scores"]!.AsObject().Count);

    [Fact]
    public void FoldersAndPatterns_MeanTheirImages()
    {
        var folder = Directory.CreateDirectory(workplace.In("pictures")).FullName;
        Directory.CreateDirectory(Path.Combine(folder, "below"));
        Picture("pictures/b.png", 28, 28);
        Picture("pictures/a.jpg", 28, 28, SKEncodedImageFormat.Jpeg);
        Picture("pictures/below/c.png", 28, 28);
        File.WriteAllText(Path.Combine(folder, "readme.txt"), "no image");
        File.WriteAllText(Path.Combine(folder, "scan.psd"), "8BPS");
        Directory.CreateDirectory(Path.Combine(folder, "@eaDir"));
        Picture("pictures/@eaDir/a.png", 28, 28);

        Assert.Contains("note: 1 file skipped: .psd is not supported.", CommandRun.Of("score", workplace.Onnx, folder).Error);
        Assert.Equal(["a.jpg", "b.png", "c.png"], Names(folder));
        Assert.Equal(["b.png"], Names(Path.Combine(folder, "*.png")));

        IEnumerable<string?> Names(string argument) =>
            JsonNode.Parse(CommandRun.Of("score", workplace.Onnx, argument, "--json").Output)!.AsArray().Select(s => Path.GetFileName((string?)s!["input"]));
    }

    [Fact]
    public void Csv_Asked_HasAColumnAClassAndALineAnImage()
    {
        var csv = workplace.In("scores.csv");
        var run = CommandRun.Of("score", workplace.Onnx, Picture("a, b.png", 28, 28), "--csv", csv);

        Assert.Equal(0, run.ExitCode);
        var lines = File.ReadAllLines(csv);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("input,label,probability,circle,triangle,", lines[0]);
        Assert.StartsWith($"\"{workplace.In("a, b.png")}\",", lines[1]);
        Assert.Contains("cannot be written", CommandRun.Of("score", workplace.Onnx, Picture("x.png", 28, 28), "--csv", workplace.In("no", "folder.csv")).Sentence());
    }

    [Fact]
    public void Image_Damaged_IsToldAndTheOthersAreScored()
    {
        var damaged = workplace.In("damaged.png");
        File.WriteAllBytes(damaged, File.ReadAllBytes(Picture("whole.png", 28, 28))[..60]);

        var run = CommandRun.Of("score", workplace.Onnx, damaged, workplace.In("whole.png"), "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith($"mlnetcnn: '{damaged}' is cut short", run.Error);
        Assert.Equal(workplace.In("whole.png"), (string?)Assert.Single(JsonNode.Parse(run.Output)!.AsArray())!["input"]);
    }

    [Theory]
    [InlineData("There is no image file or folder", "none.png")]
    [InlineData("No image file fits", "*.bmp")]
    public void Images_None_FailsInOneSentence(string complaint, string argument) =>
        Assert.Contains(complaint, CommandRun.Of("score", workplace.Onnx, workplace.In(argument)).Sentence());

    [Fact]
    public void Top_Zero_FailsInOneSentence() =>
        Assert.Contains("--top is 0, but must be at least 1.", CommandRun.Of("score", workplace.Onnx, workplace.Folder, "--top", "0").Sentence());

    [Fact]
    public void Bmp_SameImageAsPng_GetsTheSameScores()
    {
        var png = Picture("same-as.png", 28, 28);
        var bmp = workplace.In("same-as.bmp");
        File.WriteAllBytes(bmp, BitmapOf(png));

        var scored = CommandRun.Of("score", workplace.Onnx, png, bmp, "--json").Json();

        Assert.Equal(bmp, (string?)scored[1]!["input"]);
        Assert.Equal(scored[0]!["scores"]!.ToJsonString(), scored[1]!["scores"]!.ToJsonString());
    }

    // SkiaSharp reads bmp but does not write it: 14 bytes of file header, 40 of image header, then rows from the bottom up, blue first.
    private static byte[] BitmapOf(string path)
    {
        using var picture = SKBitmap.Decode(path);
        var stride = (picture.Width * 3 + 3) / 4 * 4;
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content);
        writer.Write("BM"u8);
        foreach (var value in new[] { 54 + stride * picture.Height, 0, 54, 40, picture.Width, picture.Height, 1 | 24 << 16, 0, 0, 0, 0, 0, 0 })
            writer.Write(value);
        for (var y = picture.Height - 1; y >= 0; y--)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                var color = picture.GetPixel(x, y);
                writer.Write([color.Blue, color.Green, color.Red]);
            }
            writer.Write(new byte[stride - picture.Width * 3]);
        }
        return content.ToArray();
    }

    private string Picture(string name, int width, int height, SKEncodedImageFormat format = SKEncodedImageFormat.Png)
    {
        var path = workplace.In(name);
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(SKColors.Black);
        for (var x = width / 4; x < width / 2; x++)
            bitmap.SetPixel(x, height / 2, SKColors.White);
        using var file = File.Create(path);
        bitmap.Encode(file, format, 90);
        return path;
    }
}
