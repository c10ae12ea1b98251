using System.Globalization;

namespace MlNetCnn;

/// <summary>Labels as tables have them, and which image file has which.</summary>
internal sealed class TableLabels
{
    private readonly Dictionary<string, string> _byFile = new(StringComparer.Ordinal);

    /// <summary>Files of IDs that other files have too, but for the ending.</summary>
    public List<string> Twins { get; } = [];

    /// <summary>What is to be said of the files, in sentences.</summary>
    public IEnumerable<string> Notes => Twins.Count == 0 ? [] : [$"{Twins.Count:N0} {(Twins.Count == 1 ? "ID fits" : "IDs fit")} several images, such as '{Twins[0]}' and another with the same name and another ending: the first was read."];

    /// <summary>A label without spaces around it, and a whole number without a fraction of zeros.</summary>
    public static string Of(string text)
    {
        var label = text.Trim();
        return label.AsSpan().IndexOfAny('.', 'e', 'E') > 0 && char.IsAsciiDigit(label[^1]) && TextForms.TryReadNumber(label, out var number)
            && number == Math.Floor(number) && Math.Abs(number) <= 1L << 53 ? ((long)number).ToString(CultureInfo.InvariantCulture) : label;
    }

    /// <summary>A sentence on the images that no row listed; nothing where all are.</summary>
    public IEnumerable<string> Unlisted(IReadOnlyCollection<TreeFile> images)
    {
        TreeFile[] left = [.. images.Where(image => !_byFile.ContainsKey(image.Name))];
        return left.Length == 0 ? [] : [$"{left.Length:N0} {(left.Length == 1 ? "image" : "images")} that no table lists, such as '{left[0].Name}', {(left.Length == 1 ? "was" : "were")} left out: mlnetcnn score MODEL FILES gives their classes."];
    }

    /// <summary>The label under which a file was listed before, where that is another one.</summary>
    public string? Other(TreeFile file, string label)
    {
        _byFile.TryAdd(file.Name, label);
        return _byFile[file.Name] == label ? null : _byFile[file.Name];
    }
}
