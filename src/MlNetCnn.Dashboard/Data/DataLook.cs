using System.Collections.Immutable;

namespace MlNetCnn.Dashboard;

/// <summary>
/// The inspection of a data set, with a png of sample images per class (null for a class without training images) and a version for browser
/// caching.
/// </summary>
internal sealed record DataLook(DataInspection Inspection, ImmutableArray<byte[]?> Sheets, string Version)
{
    /// <summary>The pictures are kept in memory, so their number is limited.</summary>
    public const int MostImages = 12, MostClasses = 200, Columns = 6;
}
