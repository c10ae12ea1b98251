namespace MlNetCnn.Training;

/// <summary>One version node that an ELF file asks another library for.</summary>
/// <param name="Library">The other library, such as <c>libstdc++.so.6</c>.</param>
/// <param name="Version">The version node, such as <c>GLIBCXX_3.4.30</c>.</param>
/// <param name="Index">The number by which <c>.gnu.version</c> ties symbols to this need.</param>
/// <param name="IsWeak">Whether the system's loader only warns when the node is absent.</param>
/// <param name="FlagsOffset">Where in the file the two bytes of flags lie.</param>
internal sealed record ElfVersionNeed(string Library, string Version, int Index, bool IsWeak, int FlagsOffset);
