using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>A file of a published data set.</summary>
/// <param name="Name">The name it has on disk.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Md5">The checksum its authors published, 32 lower-case hexadecimal digits.</param>
/// <param name="Sources">Where it can be downloaded, the official address first; at least one.</param>
public sealed record DataSetFile(string Name, long Size, string Md5, ImmutableArray<Uri> Sources);
