using System.Diagnostics;
using SkiaSharp;

namespace MlNetCnn.Experiments.Tests;

/// <summary>Data sets decoded in a process with limits.</summary>
public sealed class DecodingProcessTests : IDisposable
{
    private static readonly ImageLoading Loading = new();

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlnetcnn-decoding-");

    private string File => Path.Combine(_folder.FullName, "out", "x.images");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Decode_ClassFolders_GivesWhatThisProcessWouldDecode()
    {
        var path = WriteImages();
        ImageData.Decode(path, Loading, File, null, default);
        var expected = System.IO.File.ReadAllBytes(File);
        System.IO.File.Delete(File);
        var told = new List<ImageLoadingProgress>();

        new DecodingProcess(Hosts.Command, TimeProvider.System).Decode(path, Loading, File, new Reporter<ImageLoadingProgress>(told.Add), default);

        Assert.Equal(expected, System.IO.File.ReadAllBytes(File));
        Assert.Equal(4, told[^1].Images);
        Assert.Equal([File], Directory.GetFiles(Path.GetDirectoryName(File)!));
    }

    [Fact]
    public void Decode_DataThatCannotBeRead_SaysWhyAndLeavesNothing()
    {
        var path = WriteImages();
        System.IO.File.WriteAllText(Path.Combine(path, "a", "broken.png"), "no image");

        var fault = Assert.Throws<InvalidDataException>(() =>
            new DecodingProcess(Hosts.Command, TimeProvider.System).Decode(path, Loading with { BadImages = BadImageAction.Fail }, File, null, default));

        Assert.StartsWith("'a/broken.png' is not an image that can be read", fault.Message);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(File)!));
    }

    [Theory]
    [InlineData(0, 0.05, "'data' cannot be read: For 0.1 s it came no further. It is damaged, or too large")]
    [InlineData(1, 600, "'data' cannot be read: It takes more than 1 B of memory. It is damaged, or too large")]
    public void Decode_ProcessAboveALimit_IsEndedAndSaysWhich(long memory, double seconds, string sentence)
    {
        var process = new DecodingProcess(Looping(), TimeProvider.System) { MemoryLimit = memory, Patience = TimeSpan.FromSeconds(seconds) };

        Assert.StartsWith(sentence, Assert.Throws<InvalidDataException>(() => process.Decode("data", Loading, File, null, default)).Message);
        AssertGone();
    }

    [Fact]
    public async Task Decode_Cancelled_EndsTheProcessAtOnce()
    {
        using var stop = new CancellationTokenSource();
        var decoding = Task.Run(() => new DecodingProcess(Looping(), TimeProvider.System).Decode("data", Loading, File, null, stop.Token));
        while (Number() is null)
            await Task.Yield();

        stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => decoding.WaitAsync(Hosts.Patience));
        AssertGone();
    }

    [Fact]
    public void Request_WithEverySettingChanged_ArrivesAsItWas()
    {
        var loading = new ImageLoading();
        foreach (var property in typeof(ImageLoading).GetProperties())
            property.SetValue(loading, Other(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, property.GetValue(loading)));
        Assert.All(typeof(ImageLoading).GetProperties(), p => Assert.NotEqual(p.GetValue(new ImageLoading()), p.GetValue(loading)));

        var arrived = RunJson.FromLine<DecodingRequest>(RunJson.ToLine(new DecodingRequest("path", loading, "file")));

        Assert.Equal(new("path", loading, "file"), arrived);
    }

    // By its type, so that an option that is added is among them.
    private static object Other(Type type, object? usual) => type switch
    {
        { IsEnum: true } => Enum.GetValues(type).Cast<object>().First(v => !v.Equals(usual)),
        _ when type == typeof(bool) => !(bool)usual!,
        _ when type == typeof(int) => 7,
        _ when type == typeof(long) => 8L,
        _ when type == typeof(double) => 0.5,
        _ when type == typeof(string) => "text",
        _ when type == typeof(Size2d) => new Size2d(3, 4),
        _ when type == typeof(TensorShape) => new TensorShape(3, 13, 14),
        _ when type == typeof(ArchiveLimits) => new ArchiveLimits { Entries = 9, TotalBytes = 10, FileBytes = 11, Ratio = 12.5 },
        _ => throw new NotSupportedException($"Options of type {type} have no other value here."),
    };

    private string WriteImages()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        var path = Path.Combine(_folder.FullName, "data");
        for (var i = 0; i < 4; i++)
        {
            using var bitmap = new SKBitmap(5, 4);
            bitmap.Erase(new SKColor((byte)(50 * i), 10, 20));
            using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
            var folder = Directory.CreateDirectory(Path.Combine(path, i % 2 == 0 ? "a" : "b"));
            System.IO.File.WriteAllBytes(Path.Combine(folder.FullName, $"{i}.png"), png.ToArray());
        }
        return path;
    }

    // Notes its number, and does not end by itself.
    private RunHost Looping()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        return new("sh", "-c", $"echo $$ > '{_folder.FullName}/number.tmp'; mv '{_folder.FullName}/number.tmp' '{_folder.FullName}/number'; while read line; do while true; do sleep 1; done; done");
    }

    private int? Number()
    {
        var file = Path.Combine(_folder.FullName, "number");
        return System.IO.File.Exists(file) ? int.Parse(System.IO.File.ReadAllText(file)) : null;
    }

    private void AssertGone()
    {
        if (Number() is not { } number)
            return; // ended before it could note it
        try
        {
            using var process = Process.GetProcessById(number);
            Assert.True(process.WaitForExit(Hosts.Patience), "It goes on.");
        }
        catch (ArgumentException)
        {
            // It is gone.
        }
    }
}
