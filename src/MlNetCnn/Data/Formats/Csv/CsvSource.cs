using System.Collections.Immutable;
using System.Globalization;
using System.IO.Hashing;
using System.Text.RegularExpressions;

namespace MlNetCnn;

/// <summary>
/// Files of separated values, with or without a header line, whose rows have a label and either pixels or the path of an image file. A row
/// that is broken stops the reading; an image file that is not there is a bad image.
/// </summary>
internal sealed partial class CsvSource : ImageSource
{
    private const int StartBytes = 512, MostTablesBesideImages = 64;

    private readonly IReadOnlyList<TreeFile> _files;
    private readonly ImageLoading _options;
    private readonly Lazy<TreeFile[]> _images;
    private readonly Lazy<ImmutableArray<CsvLayout>> _layouts;
    private ImmutableArray<string> _names = [], _notes = [], _leftOut = [];

    private CsvSource(FileTree tree, IReadOnlyList<TreeFile> files, ImageLoading options)
        : base(tree)
    {
        (_files, _options) = (files, options);
        _images = new(() => [.. Tree.Images()]);
        _layouts = new(Layouts);
    }

    public static ImageFormat Known { get; } = new(
        ImageDataFormat.Csv, "CSV files", "CSV files of labels, with pixels or with the paths of images", Recognize);

    public override ImageFormat Format => Known;

    public override bool AllowsUnusedClasses => !_names.IsEmpty;

    public override ImmutableArray<string> Notes => _notes;

    public override void AddIdentity(XxHash128 hash)
    {
        Tree.AddIdentity(hash, _files.Concat(TableClasses.Lists(Tree)));
        if (_layouts.Value.Any(layout => layout.Columns.Path is not null))
            Tree.AddIdentity(hash, _images.Value, byStamp: true);
    }

    public override IEnumerable<ImageEntry> Read(CancellationToken cancellationToken)
    {
        var layouts = _layouts.Value;
        var scale = CsvPixels.Scale(layouts, cancellationToken);
        _notes = [.. _leftOut, .. layouts.SelectMany(layout => layout.Columns.Notes), .. scale.Notes];
        var (labels, order, values) = (new TableLabels(), new ChannelOrder(), default(int?));
        foreach (var layout in layouts)
        {
            var split = SplitNames.OfTables([.. layouts.Select(other => other.Table.File)], layout.Table.File);
            foreach (var entry in new CsvRows(layout, split, _options, scale, order, labels).Read(cancellationToken))
            {
                if (entry.Length > 0 && (values ??= entry.Raw?.Elements ?? 0) != (entry.Raw?.Elements ?? 0))
                    throw new InvalidDataException($"{layout.Table.Title} has {entry.Raw?.Elements ?? 0} pixels a row, but a file before it has {values}: give one of them.");
                yield return entry;
            }
        }
        _notes = [.. _notes, .. order.Notes, .. labels.Notes, .. layouts.Any(layout => layout.Columns.Path is null && Emnist.Has(layout.Table.File.FileName)) ? [Emnist.Note] : Array.Empty<string>(), .. !Tree.IsFile && layouts.Any(layout => layout.Columns.Path is not null) ? labels.Unlisted(_images.Value) : []];
    }

    public override ImageClasses Classes(IReadOnlyCollection<string> groups)
    {
        var found = TableClasses.Resolve(Path, groups, _names = TableClasses.NamesIn(Tree, groups));
        if (_names.IsEmpty && _files.Select(file => SplitWord().Match(file.Name)).Where(split => split.Success && Emnist.Has(System.IO.Path.GetFileName(split.Groups["set"].Value)))
            .Select(split => Tree.Find($"{split.Groups["set"].Value}-mapping.txt")).FirstOrDefault(file => file is not null) is { } mapping)
        {
            using var text = mapping.OpenPlain();
            var (names, first) = Emnist.ReadMapping(text, mapping.Shown);
            var byLabel = names.Select((name, i) => (Label: (first + i).ToString(CultureInfo.InvariantCulture), name)).ToDictionary(name => name.Label, name => name.name, StringComparer.Ordinal);
            return found.Names.All(byLabel.ContainsKey) ? found.Named(byLabel) : found;
        }
        return found;
    }

    // Tables beside images are about them, and are data where they say which image is what.
    private static CsvSource? Recognize(FileTree tree, ImageLoading options)
    {
        var tables = Tables(tree);
        if (tables.Length == 0 && tree.IsFile && IsText(tree.Files[0]))
            tables = [tree.Files[0]];
        if (tables.Length == 0)
            return null;
        var source = new CsvSource(tree, tables, options);
        return !tree.Files.Any(file => FileKinds.IsImage(file.Name)) || tables.Length <= MostTablesBesideImages && source.ListsImages() ? source : null;
    }

    private static bool IsText(TreeFile file)
    {
        var start = file.Start(StartBytes).AsSpan();
        return System.IO.Path.GetExtension(file.PlainName).ToUpperInvariant() is ".TXT"
            || !start.ContainsAnyInRange((byte)0, (byte)8) && start.ContainsAny((byte)',', (byte)';', (byte)'\t');
    }

    /// <summary>What is said of tables that label images of the tree, where these are read otherwise.</summary>
    public static ImmutableArray<string> NotRead(FileTree tree, ImageLoading options)
    {
        var tables = Tables(tree);
        try
        {
            return tables.Length is 0 or > MostTablesBesideImages ? [] : [.. new CsvSource(tree, tables, options)._layouts.Value.Where(layout => layout.Found > 0).Select(layout =>
                $"'{layout.Table.File.Name}' labels {layout.DataRows(tree.Cancellation).Count():N0} of the images and was not used: set PathColumn to '{layout.Columns.Path!.Title}' to read it.")];
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }

    private static TreeFile[] Tables(FileTree tree) => [.. tree.Files.Where(file => System.IO.Path.GetExtension(file.PlainName).ToUpperInvariant() is ".CSV" or ".TSV")];

    private bool ListsImages()
    {
        var mayBeClasses = _options.PathColumn is null && _images.Value.Select(file => file.Folder[(file.Folder.LastIndexOf('/') + 1)..]).Where(folder => SplitNames.Like(folder) is null).Distinct().Skip(1).Any();
        try
        {
            // A list of a few among the images of class folders is about something else.
            return mayBeClasses
                ? 2L * _layouts.Value.Where(layout => layout.Found > 0).Sum(layout => layout.DataRows(Tree.Cancellation).Count()) >= _images.Value.Length
                : _layouts.Value.Any(layout => layout.Columns.Path is not null);
        }
        catch (InvalidDataException) when (mayBeClasses)
        {
            return false;
        }
    }

    private ImmutableArray<CsvLayout> Layouts()
    {
        var (layouts, faults) = (new List<CsvLayout>(), new List<(TreeFile File, InvalidDataException Fault)>());
        foreach (var file in _files.Where(file => _files.Count == 1 || !Submission().IsMatch(file.FileName)))
        {
            try
            {
                layouts.Add(CsvLayout.Of(new CsvTable(file), _options, new TablePaths(_images, file.Folder, SplitNames.OfTable(file)), Tree.Cancellation));
            }
            catch (InvalidDataException e) when (_files.Count > 1 && SplitNames.OfTable(file) is null or SplitKind.Test)
            {
                faults.Add((file, e)); // lists of classes and the like
            }
        }
        var labeled = layouts.Where(layout => !layout.Columns.Labels.IsEmpty).ToImmutableArray();
        // Tables of colors and the like have numbers that are no pixels.
        var aboutOthers = labeled.Where(layout => layout.Found == 0 && layout.Columns.Path is null && labeled.Any(other => other.Found > 0)).ToArray();
        labeled = [.. labeled.Except(aboutOthers)];
        var (kept, note) = SplitNames.Kept([.. labeled.Select(layout => layout.Table.File)], [.. labeled.Where(layout => layout.Columns.Split is not null).Select(layout => layout.Table.File)]);
        labeled = [.. labeled.Where(layout => kept.Contains(layout.Table.File))];
        _leftOut = [.. layouts.Where(layout => layout.Columns.Labels.IsEmpty).Select(layout => $"{layout.Table.Title} has no labels and is left out: mlnetcnn score gives the classes of {(layout.Columns.Path is null ? "image files, but not of pixels in tables" : "the images that it lists, by their files")}."),
            .. faults.Select(fault => $"'{fault.File.Shown}' is left out: {fault.Fault.Message}"), .. aboutOthers.Select(layout => $"{layout.Table.Title} names no images and is left out."), .. note];
        return !labeled.IsEmpty ? labeled : throw layouts.Select(layout => layout.Unlabeled()).Concat(faults.Select(fault => fault.Fault)).FirstOrDefault(new InvalidDataException($"'{Path}' has no table of labeled images."));
    }

    [GeneratedRegex("^(?<set>.*)-(train|test)", RegexOptions.IgnoreCase)]
    private static partial Regex SplitWord();

    // Kaggle's examples of what to hand in have labels that are none.
    [GeneratedRegex("submission", RegexOptions.IgnoreCase)]
    private static partial Regex Submission();
}
