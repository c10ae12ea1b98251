namespace MlNetCnn.Tests;

public sealed class NvidiaDriverTests : IDisposable
{
    private const long GiB = 1L << 30;

    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetcnn-nvidia-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Find_WithoutALibrary_SaysThatThereIsNoDriver()
    {
        var driver = NvidiaDriver.Find(Path.Combine(_folder, "none.so"), Path.Combine(_folder, "none.so"));

        Assert.Equal("no NVIDIA driver is installed", driver.Problem);
        Assert.Empty(driver.Gpus);
        Assert.Null(driver.Cuda);
    }

    [Fact]
    public void Find_OnThisMachine_GivesGpusOrWhyThereAreNone()
    {
        var driver = NvidiaDriver.Find();

        Assert.Equal(driver.Gpus.IsEmpty, driver.Problem is not null);
        Assert.Equal(NvidiaDriver.IsInstalled, driver.Problem != "no NVIDIA driver is installed");
    }

    [SkippableFact]
    public void Find_ALibraryThatIsNotNvidias_TakesItForNone()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Loads a library of Linux.");

        Assert.Equal("no NVIDIA driver is installed", NvidiaDriver.Find("libc.so.6", "libc.so.6").Problem);
    }

    [SkippableFact]
    public void Find_TwoGpus_ReadsThemInCudasOrder()
    {
        var library = Compile();

        var driver = NvidiaDriver.Find(library, library);

        Assert.Null(driver.Problem);
        Assert.Equal(("570.86.10", new Version(12, 8)), (driver.Release, driver.Cuda));
        Assert.Equal(
            [
                new Gpu(0, "Small", new(7, 5), 8 * GiB) { FreeBytes = 6 * GiB, Utilization = 17 },
                new Gpu(1, "Large", new(8, 9), 24 * GiB) { FreeBytes = 20 * GiB },
            ],
            driver.Gpus.ToArray());
        Assert.Equal(["cuda:1", "cuda:0"], driver.Freest.Select(g => g.Device));
    }

    [SkippableTheory]
    [InlineData(803, "of different releases: restart the machine")]
    [InlineData(100, "sees no GPU")]
    [InlineData(34, "only a stub")]
    [InlineData(999, "fails with error 999 (CUDA_ERROR_UNKNOWN)")]
    public void Find_ADriverThatDoesNotStart_SaysWhy(int error, string problem)
    {
        var library = Compile(error);

        var driver = NvidiaDriver.Find(library, library);

        Assert.Contains(problem, driver.Problem, StringComparison.Ordinal);
        Assert.Equal("570.86.10", driver.Release);
        Assert.Empty(driver.Gpus);
    }

    [SkippableFact]
    public void Find_WithoutTheManagementLibrary_KnowsTheGpusButNotTheirFreeMemory()
    {
        var driver = NvidiaDriver.Find(Compile(), Path.Combine(_folder, "none.so"));

        Assert.Equal([null, null], driver.Gpus.Select(g => g.FreeBytes));
        Assert.Equal(["cuda:0", "cuda:1"], driver.Freest.Select(g => g.Device));
    }

    [Theory]
    [InlineData(5, 9, 0, 0, "cuda:1")]
    [InlineData(9, 5, 90, 0, "cuda:0")]
    [InlineData(9, 9, 90, 10, "cuda:1")]
    [InlineData(9, 9, 10, 10, "cuda:0")]
    public void Freest_OfTwo_HasMoreMemoryThenIsIdlerThenComesFirst(long first, long second, int busyFirst, int busySecond, string freest)
    {
        var driver = new NvidiaDriver { Gpus = [Free(0, first * GiB, busyFirst), Free(1, (second * GiB) + 1000, busySecond)] };

        Assert.Equal(freest, driver.Freest.First().Device);
    }

    [Fact]
    public void Freest_WhereNothingIsKnown_IsBehindWhatIsKnown()
    {
        var driver = new NvidiaDriver { Gpus = [new(0, "a", new(8, 0), GiB), Free(1, 0, 0)] };

        Assert.Equal("cuda:1", driver.Freest.First().Device);
    }

    private static Gpu Free(int index, long bytes, int busy) => new(index, "GPU", new(8, 0), 16 * GiB) { FreeBytes = bytes, Utilization = busy };

    private string Compile(int error = 0) => FakeNvidia.Compile(_folder, error);
}
