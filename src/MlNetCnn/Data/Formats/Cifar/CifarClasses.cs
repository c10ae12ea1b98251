using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace MlNetCnn;

/// <summary>Reads CIFAR's records and names their classes: by the list that comes along, otherwise by CIFAR-10's own names, or by numbers.</summary>
/// <param name="path">The data set, as errors name it.</param>
internal sealed class CifarClasses(string path)
{
    private static readonly ImmutableArray<string> Ten = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    private readonly Dictionary<int, ImmutableArray<string>> _lists = [];
    private CifarRecords? _first;

    /// <summary>Whether there were any records.</summary>
    public bool HasRecords => _first is not null;

    /// <summary>Whether a file is the list of CIFAR-10's classes or of CIFAR-100's fine ones.</summary>
    public static bool IsList(string name) => Path.GetFileName(name) is "batches.meta.txt" or "fine_label_names.txt";

    public void Forget()
    {
        _lists.Clear();
        _first = null;
    }

    /// <summary>Takes a list of class names.</summary>
    /// <exception cref="InvalidDataException">A name is there twice, or the text is not UTF-8.</exception>
    public void AddList(string name, ReadOnlySpan<byte> text)
    {
        string[] names;
        try
        {
            names = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(text).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException($"'{name}' of '{path}' is not UTF-8 text.", e);
        }
        if (ClassNameList.Fault(names) is { } fault)
            throw new InvalidDataException($"'{name}' of '{path}' cannot be used: {fault}.");
        _lists[Path.GetFileName(name) == "batches.meta.txt" ? 10 : 100] = [.. names];
    }

    /// <summary>Reads all records of a file.</summary>
    /// <param name="records">How they look.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="fill">Fills a buffer, or less at the end.</param>
    /// <exception cref="InvalidDataException">The file ends within a record, has a label out of range, or is of another CIFAR than one before it.</exception>
    public IEnumerable<ImageEntry> Read(CifarRecords records, string name, Func<byte[], int> fill)
    {
        if ((_first ??= records).Classes != records.Classes)
            throw new InvalidDataException($"'{path}' has files of CIFAR-10 and of CIFAR-100, such as '{name}': give one of them.");
        for (var number = 0; ; number++)
        {
            var record = new byte[records.RecordBytes];
            var read = fill(record);
            if (read == 0)
                yield break;
            if (read < record.Length)
                throw new InvalidDataException($"'{name}' of '{path}' ends within record {number}: its length is no multiple of {record.Length} bytes, so it is cut short or no file of CIFAR-{records.Classes}.");
            var label = record[records.LabelBytes - 1];
            if (label >= records.Classes)
                throw new InvalidDataException($"'{name}' of '{path}' has label {label} in record {number}, but CIFAR-{records.Classes} has labels from 0 to {records.Classes - 1}: it is damaged or another format.");
            yield return new ImageEntry("", Group(records.Split, label), record.AsMemory(records.LabelBytes)) { Raw = CifarRecords.Shape };
        }
    }

    /// <summary>The splits and classes of the groups.</summary>
    /// <exception cref="InvalidDataException">The list has too few names.</exception>
    public ImageClasses Resolve(IReadOnlyCollection<string> groups)
    {
        var classes = _first!.Classes;
        var names = _lists.TryGetValue(classes, out var list) ? list : classes == Ten.Length ? Ten : ImageSet.Numbered(classes);
        // Data of one's own in this format may have fewer.
        if (names.Length > classes || groups.Any(group => Label(group) >= names.Length))
            throw new InvalidDataException($"'{path}' comes with {names.Length} class names, but CIFAR-{classes} has {classes} classes.");
        return new ImageClasses(names, groups.ToDictionary(group => group, group => ((SplitKind)(group[0] - '0'), names[Label(group)])));
    }

    private static int Label(string group) => int.Parse(group.AsSpan(2), CultureInfo.InvariantCulture);

    private static string Group(SplitKind split, int label) => string.Create(CultureInfo.InvariantCulture, $"{(int)split}/{label}");
}
