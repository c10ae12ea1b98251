using System.Runtime.Versioning;

namespace MlNetCnn.Training.Tests;

[SupportedOSPlatform("linux")]
public sealed class SystemLibrariesTests
{
    [Fact]
    public void Lacks_OlderSystem_NamesWhatIsNewer()
    {
        var system = new SystemLibraries(new(2, 31), "/lib/libstdc++.so.6", ["GLIBCXX_3.4.28", "GLIBCXX_3.4.29"]);

        var missing = system.Lacks(
        [
            Need("libc.so.6", "GLIBC_2.4"), Need("libc.so.6", "GLIBC_2.34"), Need("libm.so.6", "GLIBC_2.34"), Need("libgcc_s.so.1", "GCC_3.0"),
            Need("libstdc++.so.6", "GLIBCXX_3.4.29"), Need("libstdc++.so.6", "GLIBCXX_3.4.30"), Need("libstdc++.so.6", "GLIBCXX_3.4.32", weak: true),
        ]);

        Assert.Equal(["GLIBC_2.34", "GLIBCXX_3.4.30"], missing);
    }

    [SkippableFact]
    public void OfProcess_ThisLinux_KnowsItsLibraries()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "glibc is Linux's.");

        var system = SystemLibraries.OfProcess();

        Assert.True(system.Glibc >= new Version(2, 34));
        Assert.True(File.Exists(system.StdCpp));
        Assert.Contains("GLIBCXX_3.4.30", system.StdCppVersions!);
        Assert.Contains("CXXABI_1.3.13", system.StdCppVersions!);
        Assert.DoesNotContain(LibTorchResolver.MissingVersions(ShippedBinding.Read(), system), version => version != IostreamMarker.Version);
    }

    private static ElfVersionNeed Need(string library, string version, bool weak = false) => new(library, version, 2, weak, 0);
}
