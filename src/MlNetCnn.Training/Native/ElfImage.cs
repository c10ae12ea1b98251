using System.Buffers.Binary;
using System.Text;

namespace MlNetCnn.Training;

/// <summary>
/// Reads the symbol versions of an ELF64 little-endian file for x86-64 or aarch64 that lies in memory. Every offset in
/// the file is checked before use: a file that is cut short or makes no sense gives an <see cref="InvalidDataException"/>.
/// </summary>
internal sealed class ElfImage
{
    private const int HeaderSize = 64, SectionHeaderSize = 64, SymbolSize = 24;
    private const int NeedSize = 16, NeededVersionSize = 16, DefinitionSize = 20, LongestName = 4096;
    private const uint DynamicSymbols = 11, VersionDefinition = 0x6ffffffd, VersionNeed = 0x6ffffffe, SymbolVersions = 0x6fffffff;
    private const ushort WeakVersion = 0x2, BaseVersion = 0x1, HiddenVersion = 0x8000;
    private const ushort MachineX64 = 62, MachineArm64 = 183;

    private readonly byte[] _bytes;
    private readonly List<Section> _sections;

    private ElfImage(byte[] bytes, List<Section> sections) => (_bytes, _sections) = (bytes, sections);

    /// <summary>Reads the headers of <paramref name="bytes"/>, which must not change afterwards.</summary>
    public static ElfImage Parse(byte[] bytes)
    {
        if (bytes.Length < HeaderSize || !bytes.AsSpan(0, 4).SequenceEqual("\u007fELF"u8))
            throw new InvalidDataException($"The file of {bytes.Length} bytes is no ELF file.");
        if (bytes[4] != 2 || bytes[5] != 1)
            throw new InvalidDataException($"The ELF file is of class {bytes[4]} and byte order {bytes[5]}, not 64-bit little-endian (2 and 1).");
        var machine = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(18));
        if (machine is not (MachineX64 or MachineArm64))
            throw new InvalidDataException($"The ELF file is for machine {machine}, not x86-64 ({MachineX64}) or aarch64 ({MachineArm64}).");
        return new ElfImage(bytes, ReadSections(bytes));
    }

    /// <summary>The version nodes this file asks other libraries for.</summary>
    public IReadOnlyList<ElfVersionNeed> VersionNeeds()
    {
        var needs = new List<ElfVersionNeed>();
        foreach (var section in Sections(VersionNeed))
        {
            var names = Linked(section);
            for (var entry = 0; ; entry = Next(section, entry, UInt32(section, entry + 12), NeedSize))
            {
                var library = Name(names, UInt32(section, entry + 4));
                var version = Next(section, entry, UInt32(section, entry + 8), NeedSize);
                for (int i = 0, count = UInt16(section, entry + 2); i < count; i++)
                {
                    var flags = UInt16(section, version + 4);
                    needs.Add(new(library, Name(names, UInt32(section, version + 8)), UInt16(section, version + 6),
                        (flags & WeakVersion) != 0, section.Offset + version + 4));
                    // Chains that share entries could make a small file describe any number of needs.
                    if (needs.Count > section.Length / NeededVersionSize)
                        throw Broken("names more versions than its section has room for");
                    if (i + 1 < count)
                        version = Next(section, version, UInt32(section, version + 12), NeededVersionSize);
                }
                if (UInt32(section, entry + 12) == 0)
                    break;
            }
        }
        return needs;
    }

    /// <summary>The version nodes this file offers to others, in its own order.</summary>
    public IReadOnlyList<string> VersionDefinitions()
    {
        var definitions = new List<string>();
        foreach (var section in Sections(VersionDefinition))
        {
            for (var entry = 0; ; entry = Next(section, entry, UInt32(section, entry + 16), DefinitionSize))
            {
                var name = Next(section, entry, UInt32(section, entry + 12), DefinitionSize);
                if ((UInt16(section, entry + 2) & BaseVersion) == 0)
                    definitions.Add(Name(Linked(section), UInt32(section, name)));
                if (UInt32(section, entry + 16) == 0)
                    break;
            }
        }
        return definitions;
    }

    /// <summary>The dynamic symbols that are tied to the version need <paramref name="index"/>.</summary>
    public IReadOnlyList<ElfSymbol> SymbolsOfVersion(int index)
    {
        var symbols = new List<ElfSymbol>();
        foreach (var versions in Sections(SymbolVersions))
        {
            var table = Linked(versions);
            if (table.Type != DynamicSymbols || table.Length / SymbolSize != versions.Length / 2)
                throw Broken("has a symbol version table that does not fit its symbol table");
            var names = Linked(table);
            for (var i = 0; i < versions.Length / 2; i++)
            {
                if ((UInt16(versions, i * 2) & ~HiddenVersion) != index)
                    continue;
                var symbol = i * SymbolSize; // name (4 bytes), info (1), other (1), section (2), value (8), size (8)
                symbols.Add(new(Name(names, UInt32(table, symbol)), _bytes[table.Offset + symbol + 4] >> 4,
                    UInt16(table, symbol + 6) != 0, table.Offset + symbol + 4));
            }
        }
        return symbols;
    }

    private static List<Section> ReadSections(byte[] bytes)
    {
        var start = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(40));
        var size = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(58));
        var count = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(60));
        if (size != SectionHeaderSize || !Fits(bytes, start, (ulong)count * SectionHeaderSize))
            throw Broken("has no section headers where it says they are");

        var sections = new List<Section>(count);
        for (var i = 0; i < count; i++)
        {
            var header = bytes.AsSpan((int)start + i * SectionHeaderSize, SectionHeaderSize);
            sections.Add(new(
                BinaryPrimitives.ReadUInt32LittleEndian(header[4..]),
                BinaryPrimitives.ReadUInt64LittleEndian(header[24..]),
                BinaryPrimitives.ReadUInt64LittleEndian(header[32..]),
                BinaryPrimitives.ReadUInt32LittleEndian(header[40..])));
        }
        return sections;
    }

    private IEnumerable<Section> Sections(uint type) => _sections.Where(section => section.Type == type).Select(Checked);

    private Section Linked(Section section) =>
        section.Link < _sections.Count ? Checked(_sections[(int)section.Link]) : throw Broken("links to a section that it lacks");

    // Only sections that are read have to lie inside the file: .bss and its like never do.
    private Section Checked(Section section) =>
        Fits(_bytes, section.Start, section.Size) ? section : throw Broken("has a section that lies outside of it");

    private static bool Fits(byte[] bytes, ulong start, ulong length) =>
        start <= (ulong)bytes.Length && length <= (ulong)bytes.Length - start;

    // Chains only lead forward and past the entry itself, so that following one always ends.
    private static int Next(Section section, int entry, uint step, int entrySize) =>
        step >= entrySize && step <= section.Length - entry ? entry + (int)step : throw Broken("has a chain of versions that leads nowhere");

    private ushort UInt16(Section section, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(Read(section, offset, 2));

    private uint UInt32(Section section, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(Read(section, offset, 4));

    private ReadOnlySpan<byte> Read(Section section, int offset, int length) =>
        offset <= section.Length - length ? _bytes.AsSpan(section.Offset + offset, length) : throw Broken("ends in the middle of an entry");

    private string Name(Section names, uint offset)
    {
        if (offset >= names.Length)
            throw Broken("has a name that lies outside its table of names");
        var rest = _bytes.AsSpan(names.Offset + (int)offset, Math.Min(names.Length - (int)offset, LongestName));
        var end = rest.IndexOf((byte)0);
        return end < 0 ? throw Broken("has a name without an end") : Encoding.UTF8.GetString(rest[..end]);
    }

    private static InvalidDataException Broken(string how) => new($"The ELF file is damaged: it {how}.");

    private readonly record struct Section(uint Type, ulong Start, ulong Size, uint Link)
    {
        // Read only after the section was found to lie inside an array, whose length is an int.
        public int Offset => (int)Start;

        public int Length => (int)Size;
    }
}
