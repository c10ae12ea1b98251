using System.Text;

namespace MlNetCnn.Training.Tests;

public sealed class IostreamMarkerTests
{
    [SkippableFact]
    public void Weaken_ShippedBinding_ChangesTwoBytesOnly()
    {
        var shipped = ShippedBinding.Read();
        var before = (byte[])shipped.Clone();

        var adapted = IostreamMarker.Weaken(shipped);

        Assert.Equal(before, shipped);
        Assert.Equal(shipped.Length, adapted.Length);
        var changes = Enumerable.Range(0, shipped.Length).Where(i => shipped[i] != adapted[i]).Select(i => (shipped[i], adapted[i])).Order();
        // The version's flags get VER_FLG_WEAK (2); the symbol, a function (low half 2), goes from global (1) to weak (2).
        Assert.Equal([((byte)0x00, (byte)0x02), ((byte)0x12, (byte)0x22)], changes);
    }

    [SkippableFact]
    public void Weaken_ShippedBinding_MakesNodeAndMarkerWeak()
    {
        var shipped = ElfImage.Parse(ShippedBinding.Read());
        var adapted = ElfImage.Parse(IostreamMarker.Weaken(ShippedBinding.Read()));

        var strong = Assert.Single(shipped.VersionNeeds(), need => need.Version == IostreamMarker.Version);
        var weak = Assert.Single(adapted.VersionNeeds(), need => need.IsWeak);

        Assert.False(strong.IsWeak);
        Assert.Equal(strong with { IsWeak = true }, weak);
        Assert.Equal("libstdc++.so.6", weak.Library);
        var symbol = Assert.Single(adapted.SymbolsOfVersion(weak.Index));
        Assert.Equal("_ZSt21ios_base_library_initv", symbol.Name);
        Assert.Equal(2, symbol.Binding);
    }

    [SkippableFact]
    public void Weaken_Twice_GivesTheSame()
    {
        var once = IostreamMarker.Weaken(ShippedBinding.Read());

        Assert.Equal(once, IostreamMarker.Weaken(once));
    }

    [SkippableFact]
    public void Weaken_AnotherSymbolInNode_IsRefusedByName()
    {
        var shipped = ShippedBinding.Read();
        var name = shipped.AsSpan().IndexOf(Encoding.ASCII.GetBytes(IostreamMarker.Symbol));
        shipped[name] = (byte)'X';

        var exception = Assert.Throws<InvalidDataException>(() => IostreamMarker.Weaken(shipped));

        Assert.Contains("'XZSt21ios_base_library_initv'", exception.Message);
    }
}
