namespace MlNetCnn.Training;

/// <summary>A dynamic symbol of an ELF file.</summary>
/// <param name="Name">The mangled name.</param>
/// <param name="Binding">0 local, 1 global, 2 weak.</param>
/// <param name="IsDefined">Whether the file itself holds the symbol; otherwise it asks another library for it.</param>
/// <param name="InfoOffset">Where in the file the byte of binding (high half) and type (low half) lies.</param>
internal sealed record ElfSymbol(string Name, int Binding, bool IsDefined, int InfoOffset);
