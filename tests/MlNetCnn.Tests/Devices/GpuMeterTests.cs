namespace MlNetCnn.Tests;

public sealed class GpuMeterTests : IDisposable
{
    private const long GiB = 1L << 30;

    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetcnn-nvidia-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public void Read_OneOfTwoGpus_TellsHowFullAndBusyItIs()
    {
        var library = FakeNvidia.Compile(_folder);
        using var meter = GpuMeter.TryOpen("cuda:0", library, library);

        Assert.Equal((6 * GiB, 17), (meter!.Read().FreeBytes, meter.Read().Utilization));
    }

    [SkippableTheory]
    [InlineData("cpu")]
    [InlineData("cuda:2")]
    public void TryOpen_WhatIsNoGpuHere_IsNull(string device)
    {
        var library = FakeNvidia.Compile(_folder);

        Assert.Null(GpuMeter.TryOpen(device, library, library));
    }

    [SkippableFact]
    public void TryOpen_WithoutTheManagementLibrary_IsNull() =>
        Assert.Null(GpuMeter.TryOpen("cuda:0", FakeNvidia.Compile(_folder), Path.Combine(_folder, "none.so")));
}
