using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace MlNetCnn;

/// <summary>
/// The options of <see cref="ImageLoading"/> as texts by name. The command line, the form of a new run, requests, sweeps and the code they
/// give read this list and have none of their own; options of this machine, such as its cache, are not in it.
/// </summary>
public static class ImageSettings
{
    private static readonly ImageLoading Fresh = new();

    private static readonly SettingRegistry<ImageLoading, OptionSetting<ImageLoading>> Registry = new("image setting", [.. Create().Settings], Fresh);

    /// <summary>All settings, the usual ones first.</summary>
    public static IReadOnlyList<OptionSetting<ImageLoading>> All => Registry.All;

    /// <summary>The setting of a name.</summary>
    /// <exception cref="FormatException">There is none; the message names the nearest.</exception>
    public static OptionSetting<ImageLoading> Find(string name) => Registry.Find(name);

    /// <summary>Options out of settings by name, in any order.</summary>
    /// <param name="settings">Names and texts.</param>
    /// <param name="start">The options to start from. Default: new ones.</param>
    /// <exception cref="FormatException">A name is unknown or there twice, or a text is no value of its setting; the message says which.</exception>
    public static ImageLoading Parse(IEnumerable<KeyValuePair<string, string>> settings, ImageLoading? start = null) => Registry.Parse(settings, start);

    /// <summary>The settings that are set, by name: those that differ from <c>new ImageLoading()</c>.</summary>
    public static ImmutableSortedDictionary<string, string> Format(ImageLoading options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Registry.Format(setting => setting.Write(options)).ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    private static SettingList<ImageLoading, OptionSetting<ImageLoading>> Create()
    {
        var size = new TextForm<Size2d>(SettingKind.Text, "N|HxW", $"a side from 1 to {ImageLoading.LargestSide:N0}, or height and width like 96x128", TryReadSize, Write);
        // A run is started in another folder.
        var classes = TextForms.AnyText("NAME,…|FILE.csv") with
        {
            TryRead = (string text, [MaybeNullWhen(false)] out string value) => (value = ImageLoading.IsTableOfClasses(text) ? Path.GetFullPath(text) : text).Length > 0,
        };
        var list = new SettingList<ImageLoading, OptionSetting<ImageLoading>>(parts => new(parts, Fresh));
        list.Add("size", nameof(ImageLoading.Size), size, o => o.Size, (o, v) => o with { Size = v },
            "Resize images to this height and width, like 32 or 96x128. Default: their own size, which must then be the same for all.", isCommon: true);
        list.Add("channels", nameof(ImageLoading.Channels), TextForms.Choice(("1", 1), ("3", 3)), o => o.Channels, (o, v) => o with { Channels = v },
            "Convert images to 1 (grayscale) or 3 (RGB) channels. Default: as they are.");
        list.Add("resize", nameof(ImageLoading.Resize), TextForms.NamesOf<ResizeMode>(), o => o.Resize, (o, v) => o with { Resize = v!.Value },
            "Resize images of another size by stretching, cropping the center or padding with black. Default: stretch.");
        list.Add("test-fraction", nameof(ImageLoading.TestFraction), TextForms.Share, o => o.TestFraction, (o, v) => o with { TestFraction = v },
            "Hold out this fraction of each class for testing where the data have no test images, above 0 and below 1, or none. Default: none; train takes 0.2 of your own data with at least 10 images in every class.", nothing: "none");
        list.Add("fast-decode", nameof(ImageLoading.FastDecode), TextForms.Flag, o => o.FastDecode, (o, v) => o with { FastDecode = v!.Value },
            "Decode JPEGs that become smaller at a reduced scale: 1.6 times as fast, but pixels differ by about 1 of 255, at sharp edges by up to 80. Default: false.",
            isAdvanced: true);
        list.Add("table-shape", nameof(ImageLoading.TableShape), TextForms.Shape with
        {
            Needed = "channels, height and width like 3x32x48, or height, width and channels like 32x48x3",
            TryRead = (string text, [MaybeNullWhen(false)] out TensorShape value) => TextForms.Shape.TryRead(text, out value) && value.IsImage,
        }, o => o.TableShape, (o, v) => o with { TableShape = v },
            "Set the shape of the images in a table of pixels, in the order of its values, like 3x32x48 or 32x48x3. Default: square, in the order in which neighbors are more alike.", isAdvanced: true);
        list.Add("label-column", nameof(ImageLoading.LabelColumn), TextForms.AnyText("NAME|first|last|N"), o => o.LabelColumn, (o, v) => o with { LabelColumn = v },
            "Read labels from this column of a table, by name or position. Default: found by name and values.", isAdvanced: true);
        list.Add("path-column", nameof(ImageLoading.PathColumn), TextForms.AnyText("NAME|N"), o => o.PathColumn, (o, v) => o with { PathColumn = v },
            "Read paths or IDs of image files from this column of a table. Default: the one whose values are files beside the table.", isAdvanced: true);
        list.Add("image-column", nameof(ImageLoading.ImageColumn), TextForms.AnyText("NAME|N"), o => o.ImageColumn, (o, v) => o with { ImageColumn = v },
            "Read encoded images, or all pixels in one field, from this column of a table. Default: found by content and name.", isAdvanced: true);
        list.Add("split-column", nameof(ImageLoading.SplitColumn), TextForms.AnyText("NAME|N"), o => o.SplitColumn, (o, v) => o with { SplitColumn = v },
            "Read train, val or test from this column of a table. Default: the one named split, set, subset or usage that has such values.", isAdvanced: true);
        list.Add("group-column", nameof(ImageLoading.GroupColumn), TextForms.AnyText("NAME|N"), o => o.GroupColumn, (o, v) => o with { GroupColumn = v },
            "Keep images with the same value in this column of a table, such as those of one patient, in one fold and in one of training and test images. Default: none.",
            isAdvanced: true);
        list.Add("ignore-columns", nameof(ImageLoading.IgnoreColumns), TextForms.AnyText("NAME|N,…"), o => o.IgnoreColumns, (o, v) => o with { IgnoreColumns = v },
            "Ignore these columns of a table, separated by commas. Default: only those that number the rows.", isAdvanced: true);
        list.Add("classes", nameof(ImageLoading.Classes), classes, o => o.Classes, (o, v) => o with { Classes = v },
            "Read only these classes, separated by commas; or a .csv of old and new names: one new name for two merges them, none drops the class. Default: all.", isAdvanced: true);
        list.Add("min-images", nameof(ImageLoading.MinImages), TextForms.WholeNumber, o => o.MinImages, (o, v) => o with { MinImages = v!.Value },
            "Skip classes with fewer training images than this, 1 or more. Default: 1.", isAdvanced: true);
        list.Add("bad-images", nameof(ImageLoading.BadImages), TextForms.NamesOf<BadImageAction>(), o => o.BadImages, (o, v) => o with { BadImages = v!.Value },
            "Skip and report unreadable images (skip), or stop at the first (fail). Default: skip.", isAdvanced: true);
        list.Add("max-bad-images", nameof(ImageLoading.MaxBadImages), TextForms.WholeNumber, o => o.MaxBadImages, (o, v) => o with { MaxBadImages = v!.Value },
            "Stop if more than this many unreadable images would be skipped, 0 or more. Default: 100.", isAdvanced: true);
        return list;
    }

    private static bool TryReadSize(string text, out Size2d size)
    {
        try
        {
            size = Size2d.Parse(text);
            return size.Height is >= 1 and <= ImageLoading.LargestSide && size.Width is >= 1 and <= ImageLoading.LargestSide;
        }
        catch (FormatException)
        {
            size = default;
            return false;
        }
    }

    private static string Write(Size2d size) => size.IsSquare ? $"{size.Height}" : $"{size.Height}x{size.Width}";
}
