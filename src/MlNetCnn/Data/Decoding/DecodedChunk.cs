namespace MlNetCnn;

/// <summary>Some entries in a row, decoded: the pixels of the good ones one after another, and what became of each.</summary>
/// <param name="Pixels">Rows of C·H·W bytes.</param>
/// <param name="Images">One for each entry.</param>
internal sealed record DecodedChunk(ReadOnlyMemory<byte> Pixels, DecodedImage[] Images);
