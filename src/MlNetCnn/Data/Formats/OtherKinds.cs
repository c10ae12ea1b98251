namespace MlNetCnn;

/// <summary>Kinds of files that are not read, by the ends of their names: what they are, and what to do.</summary>
internal static class OtherKinds
{
    private const int Shown = 6;

    private const string Picture = "Convert the pictures to png or jpeg, in one folder for each class.";
    private const string Array = "Write the images as png or jpeg into one folder for each class, or as Parquet with the columns image and label.";
    private const string Video = "Save frames of the videos as jpeg, in one folder for each class.";
    private const string Nearest = "The simplest is one folder of png or jpeg files for each class.";

    private static readonly Dictionary<string, (string Name, string Advice)> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        [".heic"] = ("HEIC", Picture),
        [".avif"] = ("AVIF", Picture),
        [".jp2"] = ("JPEG 2000", Picture),
        [".dcm"] = ("DICOM", Picture),
        [".nii"] = ("NIfTI", Picture),
        [".svs"] = ("whole-slide images", Picture),
        [".ndpi"] = ("whole-slide images", Picture),
        [".svg"] = ("vector graphics", Picture),
        [".ppm"] = ("PPM", Picture),
        [".pgm"] = ("PGM", Picture),
        [".h5"] = ("HDF5", Array),
        [".hdf5"] = ("HDF5", Array),
        [".mat"] = ("MATLAB", Array),
        [".tfrecord"] = ("TFRecord", Array),
        [".tfrecords"] = ("TFRecord", Array),
        [".arrow"] = ("Arrow", Array),
        [".feather"] = ("Arrow", Array),
        [".mdb"] = ("LMDB", Array),
        [".rec"] = ("RecordIO", Array),
        [".pt"] = ("PyTorch", Array),
        [".pth"] = ("PyTorch", Array),
        [".pkl"] = ("Python pickles", Array),
        [".pickle"] = ("Python pickles", Array),
        [".npy"] = ("NumPy", Array),
        [".npz"] = ("NumPy", Array),
        [".tif"] = ("TIFF", Picture),
        [".tiff"] = ("TIFF", Picture),
        [".mp4"] = ("videos", Video),
        [".avi"] = ("videos", Video),
        [".mov"] = ("videos", Video),
        [".mkv"] = ("videos", Video),
    };

    /// <summary>How many files of which kinds there are, and what to do, in sentences.</summary>
    public static (string Found, string Advice) Describe(IEnumerable<TreeFile> files)
    {
        var kinds = files.CountBy(file => Path.GetExtension(file.PlainName).ToLowerInvariant()).OrderByDescending(kind => kind.Value).ThenBy(kind => kind.Key, StringComparer.Ordinal).ToArray();
        var names = kinds.Take(Shown).Select(kind => $"{kind.Value:N0} {(kind.Key.Length == 0 ? "without an ending" : kind.Key)}{(Known.TryGetValue(kind.Key, out var known) ? $" ({known.Name})" : "")}");
        var advice = kinds.Select(kind => Known.TryGetValue(kind.Key, out var known) ? known.Advice : null).FirstOrDefault(known => known is not null) ?? Nearest;
        return (kinds.Length == 0 ? "no files" : string.Join(", ", names) + (kinds.Length > Shown ? ", …" : ""), advice);
    }
}
