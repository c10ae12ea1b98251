using CsCheck;

namespace MlNetCnn.Training.Tests;

public sealed class ElfImageTests
{
    [SkippableFact]
    public void VersionNeeds_ShippedBinding_NamesLibrariesAndVersions()
    {
        var needs = ElfImage.Parse(ShippedBinding.Read()).VersionNeeds();

        Assert.Contains(needs, need => need is { Library: "libstdc++.so.6", Version: "GLIBCXX_3.4.30", IsWeak: false });
        Assert.Contains(needs, need => need is { Library: "libc.so.6", Version: "GLIBC_2.34" });
        Assert.Contains(needs, need => need is { Library: "libm.so.6", Version: "GLIBC_2.2.5" });
    }

    [Theory]
    [InlineData(0, 0x7e, "no ELF file")]
    [InlineData(4, 1, "class 1")]
    [InlineData(5, 2, "byte order 2")]
    [InlineData(18, 40, "machine 40")]
    [InlineData(58, 40, "no section headers")]
    public void Parse_ForeignHeader_SaysWhatItIs(int offset, byte value, string words)
    {
        var header = Header();
        Assert.Empty(ElfImage.Parse(Header()).VersionNeeds());
        header[offset] = value;

        Assert.Contains(words, Assert.Throws<InvalidDataException>(() => ElfImage.Parse(header)).Message);
    }

    [SkippableFact]
    public void Weaken_TruncatedBinding_IsRefused()
    {
        var shipped = ShippedBinding.Read();

        // The section headers end the file: without its last byte it is incomplete already.
        Gen.Int[0, shipped.Length - 1].Sample(length => Assert.Throws<InvalidDataException>(() => IostreamMarker.Weaken(shipped[..length])), iter: 100);
    }

    [Fact]
    public void Weaken_Garbage_ThrowsNothingElse() =>
        Gen.Byte.Array[0, 2000].Sample(garbage =>
        {
            Read([.. garbage]);
            Read([.. Header()[..40], .. garbage]);
        });

    [SkippableFact]
    public void Weaken_DamagedBinding_ThrowsNothingElse()
    {
        var shipped = ShippedBinding.Read();
        var needs = ElfImage.Parse(shipped).VersionNeeds().Min(need => need.FlagsOffset) - 20;
        var places = Gen.OneOf(Gen.Int[16, 63], Gen.Int[needs, needs + 0x210], Gen.Int[shipped.Length - 31 * 64, shipped.Length - 1]);
        var values = Gen.OneOf(Gen.Byte, Gen.OneOf(Gen.Const<byte>(0), Gen.Const<byte>(1), Gen.Const<byte>(0x7f), Gen.Const<byte>(0xff)));
        var refused = 0;

        Gen.Select(places, values).Array[1, 8].Sample(damage =>
        {
            var damaged = (byte[])shipped.Clone();
            foreach (var (place, value) in damage)
                damaged[place] = value;
            if (!Read(damaged))
                Interlocked.Increment(ref refused);
        }, iter: 1000);

        Assert.InRange(refused, 100, 1000);
    }

    // Any other exception than the clear one fails the test.
    private static bool Read(byte[] image)
    {
        try
        {
            _ = IostreamMarker.Weaken(image);
            _ = ElfImage.Parse(image).VersionDefinitions();
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    // 64-bit, little-endian, x86-64, no sections.
    private static byte[] Header()
    {
        var header = new byte[64];
        "\u007fELF"u8.CopyTo(header);
        (header[4], header[5], header[18], header[58]) = (2, 1, 62, 64);
        return header;
    }
}
