namespace MlNetCnn.Training.Tests;

public class TrainingSupportTests
{
    private static readonly NvidiaDriver Working = new() { Release = "570.86.10", Cuda = new(12, 8), Gpus = [new(0, "GPU", new(8, 6), 1L << 34)] };

    [Fact]
    public void WhyUnseen_WithoutADriver_SaysThatFirst() =>
        Assert.Equal("no NVIDIA driver is installed", TrainingSupport.WhyUnseen(new() { Problem = "no NVIDIA driver is installed" }, hasCuda: false));

    [Fact]
    public void WhyUnseen_LibTorchForTheCpu_SaysHowToBuild() =>
        Assert.Equal("this app's libtorch is for the CPU only: build with -p:Accelerator=cuda", TrainingSupport.WhyUnseen(Working, hasCuda: false));

    [Fact]
    public void WhyUnseen_AnOldDriver_SaysWhichIsNeeded() => Assert.Equal(
        "the NVIDIA driver 470.82.01 is too old: it runs CUDA 11.4 at most, but libtorch needs 12.0, so install 525 or newer",
        TrainingSupport.WhyUnseen(Working with { Release = "470.82.01", Cuda = new(11, 4) }, hasCuda: true));

    [Fact]
    public void WhyUnseen_NothingKnown_SaysSo() => Assert.Equal("libtorch does not see it", TrainingSupport.WhyUnseen(Working, hasCuda: true));

    [Theory]
    [InlineData("CUDA error: no kernel image is available for execution on the device\nCUDA kernel errors might", "its compute capability 6.1 is none that this libtorch was built for")]
    [InlineData("CUDA out of memory. Tried to allocate 2.00 MiB.", "its memory is taken by others")]
    [InlineData("CUDA error: unknown error.\nMore", "libtorch says 'CUDA error: unknown error'")]
    public void Explain_LibTorchsMessage_IsHalfASentence(string message, string reason) =>
        Assert.Equal(reason, TrainingSupport.Explain(message, new(6, 1)));
}
