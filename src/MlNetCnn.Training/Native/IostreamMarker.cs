using System.Buffers.Binary;

namespace MlNetCnn.Training;

/// <summary>
/// GCC 13's &lt;iostream&gt; makes every library that includes it ask for a marker symbol that nobody calls, in a version
/// node that older systems' libstdc++ lacks. Where that is all that stands between a library and an older system, making
/// the demand a wish lets it load.
/// </summary>
internal static class IostreamMarker
{
    /// <summary>The version node that holds the marker and, in what was built for it, should hold nothing else.</summary>
    public const string Version = "GLIBCXX_3.4.32";

    /// <summary>The marker: <c>std::ios_base_library_init()</c>.</summary>
    public const string Symbol = "_ZSt21ios_base_library_initv";

    private const ushort WeakVersion = 0x2;
    private const int Global = 1, Weak = 2;

    /// <summary>
    /// Gives a copy of <paramref name="image"/> in which the marker and its version node are weak, all else being equal.
    /// An image that does not ask for the node comes back as it is.
    /// </summary>
    /// <exception cref="InvalidDataException">The image is no ELF file that can be read, or needs more of the node than the marker.</exception>
    public static byte[] Weaken(byte[] image)
    {
        var elf = ElfImage.Parse(image);
        var copy = (byte[])image.Clone();
        foreach (var need in elf.VersionNeeds().Where(need => need.Version == Version))
        {
            foreach (var symbol in elf.SymbolsOfVersion(need.Index))
            {
                if (symbol.Name != Symbol || symbol.IsDefined || symbol.Binding is not (Global or Weak))
                    throw new InvalidDataException($"The library needs '{symbol.Name}' of {Version}, more than the marker '{Symbol}'.");
                copy[symbol.InfoOffset] = (byte)(Weak << 4 | image[symbol.InfoOffset] & 0xf);
            }
            var flags = copy.AsSpan(need.FlagsOffset, 2);
            BinaryPrimitives.WriteUInt16LittleEndian(flags, (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(flags) | WeakVersion));
        }
        return copy;
    }
}
