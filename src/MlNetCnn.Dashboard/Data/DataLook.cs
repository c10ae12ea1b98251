using System.Collections.Immutable;

namespace MlNetCnn.Dashboard;

/// <summary>What somebody who looked at a data set saw.</summary>
/// <param name="Inspection">What is in it and what is wrong with it.</param>
/// <param name="Sheets">A png with images of each class, in the order of the class names; null for a class without training images.</param>
/// <param name="Version">Another one for each look: pictures may be kept by browsers under it.</param>
internal sealed record DataLook(DataInspection Inspection, ImmutableArray<byte[]?> Sheets, string Version)
{
    /// <summary>How many images of a class are drawn at most, and how many classes: the pictures lie in memory.</summary>
    public const int MostImages = 12, MostClasses = 200, Columns = 6;
}
