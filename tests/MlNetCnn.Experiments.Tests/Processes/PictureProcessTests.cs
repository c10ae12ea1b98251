using System.Diagnostics;
using SkiaSharp;

namespace MlNetCnn.Experiments.Tests;

/// <summary>Single images decoded in a process that stays.</summary>
public sealed class PictureProcessTests : IDisposable
{
    private readonly PictureProcess _pictures = new(Hosts.Command, TimeProvider.System);

    public void Dispose() => _pictures.Dispose();

    [Fact]
    public async Task Decode_Images_AreThoseOfThisProcessAndTheProcessStays()
    {
        var bytes = Png(40, 20);

        var fitted = await _pictures.DecodeAsync(new(bytes, "a.png", 1000) { LongestSide = 10 }).WaitAsync(Hosts.Patience);
        var number = _pictures.Id;
        var stretched = await _pictures.DecodeAsync(new(bytes, "a.png", 1000) { Shape = new(1, 6, 6), Resize = ResizeMode.Crop }).WaitAsync(Hosts.Patience);

        Assert.Equal((new TensorShape(3, 5, 10), new Size2d(20, 40)), (fitted.Shape, fitted.Source));
        Assert.Equal(ImageFile.Read(bytes, "a.png", new(3, 5, 10)).Pixels, fitted.Pixels);
        Assert.Equal(ImageFile.Read(bytes, "a.png", new(1, 6, 6), resize: ResizeMode.Crop).Pixels, stretched.Pixels);
        Assert.Equal(number, _pictures.Id);
    }

    [Fact]
    public async Task Decode_AfterItsProcessDied_StartsAnother()
    {
        await Assert.ThrowsAsync<InvalidDataException>(() => _pictures.DecodeAsync(new([1, 2, 3], "a.png", 1000)).WaitAsync(Hosts.Patience));
        using (var process = Process.GetProcessById(_pictures.Id!.Value))
        {
            process.Kill();
            Assert.True(process.WaitForExit(Hosts.Patience), "It goes on.");
        }

        var answer = await _pictures.DecodeAsync(new(Png(4, 4), "a.png", 1000)).WaitAsync(Hosts.Patience);

        Assert.Equal(new TensorShape(3, 4, 4), answer.Shape);
    }

    [Fact]
    public async Task Decode_AboveThePixelLimit_SaysSo() => Assert.StartsWith("'a.png' has 40×20 pixels, but at most 100 are decoded",
        (await Assert.ThrowsAsync<InvalidDataException>(() => _pictures.DecodeAsync(new(Png(40, 20), "a.png", 100)).WaitAsync(Hosts.Patience))).Message);

    [Fact]
    public async Task Decode_ProcessThatCrashes_IsTheImagesFault()
    {
        using var crashing = new PictureProcess(new RunHost("sh", "-c", "read line; kill -SEGV $$"), TimeProvider.System);

        var fault = await Assert.ThrowsAsync<InvalidDataException>(() => crashing.DecodeAsync(new([1], "a.png", 100)).WaitAsync(Hosts.Patience));

        Assert.StartsWith("'a.png' cannot be decoded: The process crashed in native code", fault.Message);
    }

    private static byte[] Png(int width, int height)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(new SKColor(200, 100, 50));
        bitmap.SetPixel(1, 1, SKColors.Black);
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }
}
