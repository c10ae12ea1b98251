using System.Collections.Immutable;
using System.IO.Hashing;

namespace MlNetCnn;

/// <summary>Arrays of images and of their labels, in .npz and .npy files or pickled.</summary>
/// <param name="tree">The tree.</param>
/// <param name="files">The files.</param>
/// <param name="options">The shape of an image where rows are flat.</param>
internal sealed class NumpySource(FileTree tree, IReadOnlyList<TreeFile> files, ImageLoading options) : ImageSource(tree)
{
    private static readonly string[] Pickles = [".PKL", ".PICKLE", ".P"];

    private ImmutableArray<string> _names = [], _notes = [];

    public static ImageFormat Known { get; } = new(
        ImageDataFormat.Numpy, "NumPy arrays", "NumPy's .npz and .npy files, or pickled arrays, of images and labels such as x_train and y_train", Recognize);

    public override ImageFormat Format => Known;

    public override bool AllowsUnusedClasses => !_names.IsEmpty;

    public override bool IsPlain => true;

    public override ImmutableArray<string> Notes => _notes;

    public override void AddIdentity(XxHash128 hash) => Tree.AddIdentity(hash, files.Concat(TableClasses.Lists(Tree)));

    public override IEnumerable<ImageEntry> Read(CancellationToken cancellationToken)
    {
        var splits = Splits(out var unlabeled, out var classNames);
        _names = classNames is null || splits.Any(split => split.Labels is null or { Type.IsText: true }) ? [] : [.. ArrayLabels.Read(classNames, cancellationToken)];
        var scale = Scale(splits.Select(split => split.Images), cancellationToken);
        _notes = [.. unlabeled.Select(images => $"{images.Title} has {images.Rows:N0} images without labels, which are left out."), .. scale.Notes];
        var order = new ChannelOrder();
        foreach (var (split, images, labels, name) in splits)
        {
            var pixels = TablePixels.Of(images.Title, images.RowShape, options, order, images.ReadRows(cancellationToken).Select(row => Bytes(images, row, scale)));
            var names = labels is null ? null : ArrayLabels.Read(labels, cancellationToken);
            var row = 0;
            foreach (var bytes in images.ReadRows(cancellationToken))
                yield return new ImageEntry("", TableClasses.Group(split, names?[row++] ?? name!), pixels.Arrange(Bytes(images, bytes, scale))) { Raw = pixels.Shape };
        }
        _notes = [.. _notes, .. order.Notes];
    }

    public override ImageClasses Classes(IReadOnlyCollection<string> groups) =>
        TableClasses.Resolve(Path, groups, _names = _names.IsEmpty ? TableClasses.NamesIn(Tree, groups) : _names);

    private static byte[] Bytes(NumpyArray images, byte[] row, PixelScale scale)
    {
        if (images.Type.IsByte && scale.IsNone)
            return row;
        var (numbers, bytes) = (new double[images.RowValues], new byte[images.RowValues]);
        images.Type.Read(row, numbers);
        scale.ToBytes(numbers, bytes);
        return bytes;
    }

    private static NumpySource? Recognize(FileTree tree, ImageLoading options)
    {
        if (tree.Files.Any(file => FileKinds.IsImage(file.Name)))
            return null;
        TreeFile[] files = [.. tree.Files.Where(file => Extension(file) is ".NPY" or ".NPZ")];
        if (files.Length == 0)
            files = [.. tree.Files.Where(file => (tree.IsFile || Pickles.Contains(Extension(file))) && PickledArrays.IsOne(file.Start(2)))];
        if (files.Length == 0 && tree.IsFile && NumpyHeader.IsOne(tree.Files[0].Start(8)))
            files = [tree.Files[0]];
        return files.Length > 0 ? new NumpySource(tree, files, options) : null;
    }

    private static string Extension(TreeFile file) => System.IO.Path.GetExtension(file.PlainName).ToUpperInvariant();

    // An array that cannot be read is no fault where the others suffice.
    private ImmutableArray<ArraySplit> Splits(out ImmutableArray<NumpyArray> unlabeled, out NumpyArray? classNames)
    {
        var faults = new List<InvalidDataException>();
        NumpyArray[] arrays = [.. files.SelectMany(file => Arrays(file, faults))];
        try
        {
            return ArraySplit.Of(Path, arrays, out unlabeled, out classNames);
        }
        catch (InvalidDataException) when (faults.Count > 0)
        {
            throw faults[0];
        }
    }

    private List<NumpyArray> Arrays(TreeFile file, List<InvalidDataException> faults)
    {
        if (Extension(file) == ".NPZ" || !PickledArrays.IsOne(file.Start(2)))
        {
            var arrays = new List<NumpyArray>();
            foreach (var inner in Extension(file) == ".NPZ" ? Tree.Within(file).Where(inner => Extension(inner) == ".NPY") : [file])
            {
                try
                {
                    arrays.Add(Array(inner));
                }
                catch (InvalidDataException e)
                {
                    faults.Add(e);
                }
            }
            return arrays;
        }
        using var stream = file.OpenPlain();
        return [.. PickledArrays.Of(PickledArrays.Read(stream, $"'{file.Shown}'"), file.Name, $"'{file.Shown}'")];
    }

    private NumpyArray Array(TreeFile file)
    {
        using var start = file.OpenPlain();
        var header = NumpyHeader.Read(start, file.Shown);
        var name = file.Name.EndsWith(".npy", StringComparison.OrdinalIgnoreCase) ? file.Name[..^4] : file.Name;
        return new NumpyArray(name, $"'{file.Shown}'", header, Open, Tree.Limits.FileBytes);

        Stream Open()
        {
            var stream = file.OpenPlain();
            NumpyHeader.Read(stream, file.Shown);
            return stream;
        }
    }

    // Bright bytes are pixels as they are: mostly the first image tells.
    private static PixelScale Scale(IEnumerable<NumpyArray> images, CancellationToken cancellationToken)
    {
        var ranges = new List<PixelRange>();
        foreach (var array in images)
        {
            var range = new PixelRange(array.Title, array.Type is { IsWhole: true, Size: 2 });
            ranges.Add(range);
            foreach (var numbers in array.ReadNumbers(cancellationToken))
            {
                range.Add(numbers);
                if (array.Type.IsByte && range.AreBytes)
                    break;
            }
        }
        return PixelRange.Of(ranges);
    }
}
