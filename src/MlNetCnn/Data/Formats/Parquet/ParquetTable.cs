using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Parquet;
using Parquet.Data;
using Parquet.Schema;

namespace MlNetCnn;

/// <summary>The columns of labels and images in a Parquet file.</summary>
internal sealed class ParquetTable : IDisposable
{
    private static readonly HashSet<string> ImageNames = new(StringComparer.OrdinalIgnoreCase) { "image", "img", "images", "pixels", "bytes" };

    private readonly string _file;
    private readonly CancellationToken _cancellation;
    private readonly Stream _stream;
    private readonly ParquetReader _reader;
    private readonly DataField _label, _image;
    private readonly DataField? _path;

    /// <exception cref="InvalidDataException">The file is damaged or has no such columns.</exception>
    public ParquetTable(string file, Stream stream, ImageLoading options, CancellationToken cancellationToken)
    {
        _file = file;
        _cancellation = cancellationToken;
        _stream = new BudgetedStream(stream, cancellationToken);
        try
        {
            new ParquetCheck(file, _stream, options.Archive, cancellationToken).Run();
            _reader = Guarded(() => ParquetReader.CreateAsync(_stream, cancellationToken: cancellationToken).GetAwaiter().GetResult());
            var fields = Guarded(() => _reader.Schema.GetDataFields());
            _label = Find(fields, "label", options.LabelColumn, CsvColumns.IsLabelName, nameof(options.LabelColumn));
            _image = Find(fields, "image", options.ImageColumn, ImageNames.Contains, nameof(options.ImageColumn));
            HasPixels = _image.MaxRepetitionLevel > 0;
            _path = HasPixels ? null : fields.FirstOrDefault(f => f.ClrType == typeof(ReadOnlyMemory<char>) && f.Path.ToList()[^1] == "path" && Top(f) == Top(_image));
            ClassNames = Guarded(ReadClassNames);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public int RowGroups => _reader.RowGroupCount;

    /// <summary>Whether images are lists of pixels, not encoded.</summary>
    public bool HasPixels { get; }

    /// <summary>The names of labels 0, 1, … as Hugging Face's datasets writes them into the file; empty without.</summary>
    public ImmutableArray<string> ClassNames { get; }

    /// <summary>The labels, images (null where there is none) and paths of a row group.</summary>
    public (string[] Labels, byte[]?[] Images, string[]? Paths) Read(int group) => Guarded<(string[], byte[]?[], string[]?)>(() =>
    {
        using var rows = _reader.OpenRowGroupReader(group);
        var labels = Labels(rows);
        var images = HasPixels ? Pixels(rows) : Values<ReadOnlyMemory<byte>, byte[]>(rows, _image, bytes => bytes.ToArray());
        var paths = _path is null ? null : Values<ReadOnlyMemory<char>, string>(rows, _path, text => text.ToString());
        if (images.Length != labels.Length || paths is not null && paths.Length != labels.Length)
            throw new InvalidDataException($"'{_file}' has {labels.Length} labels, but {images.Length} images in row group {group}: it is damaged.");
        var row = Array.FindIndex(labels, label => string.IsNullOrEmpty(label));
        return row < 0
            ? ([.. labels.OfType<string>()], images, paths is null || paths.Any(string.IsNullOrEmpty) ? null : [.. paths.OfType<string>()])
            : throw new InvalidDataException($"'{_file}' has no label in row {row} of row group {group}.");
    });

    public void Dispose()
    {
        _reader?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _stream.Dispose();
    }

    private DataField Find(DataField[] fields, string what, string? wanted, Func<string, bool> isUsual, string option)
    {
        var found = fields.Where(f => wanted is not null ? Top(f) == wanted : isUsual(Top(f))).ToArray();
        var columns = string.Join(", ", fields.Select(Top).Distinct());
        if (found.Length == 0)
            throw new InvalidDataException($"'{_file}' has no {what} column{(wanted is null ? "" : $" '{wanted}'")}, but {columns}: say its name in {option}.");
        return found.Length == 1 ? found[0] : found.FirstOrDefault(f => f.Path.ToList()[^1] == "bytes") ?? throw new InvalidDataException(
            $"'{_file}' has several columns that could be the {what}, {columns}: say its name in {option}.");
    }

    private string?[] Labels(ParquetRowGroupReader rows) => Type.GetTypeCode(_label.ClrType) switch
    {
        TypeCode.Byte => Whole<byte>(rows),
        TypeCode.SByte => Whole<sbyte>(rows),
        TypeCode.Int16 => Whole<short>(rows),
        TypeCode.UInt16 => Whole<ushort>(rows),
        TypeCode.Int32 => Whole<int>(rows),
        TypeCode.UInt32 => Whole<uint>(rows),
        TypeCode.Int64 => Whole<long>(rows),
        _ when _label.ClrType == typeof(ReadOnlyMemory<char>) => Values<ReadOnlyMemory<char>, string>(rows, _label, text => text.ToString()),
        _ => throw new InvalidDataException($"The label column '{_label.Name}' of '{_file}' is {_label.ClrType.Name}, but must be a whole number or a text."),
    };

    private string?[] Whole<T>(ParquetRowGroupReader rows)
        where T : struct, IFormattable => Values<T, string>(rows, _label, value => value.ToString(null, CultureInfo.InvariantCulture));

    private byte[]?[] Pixels(ParquetRowGroupReader rows) => Type.GetTypeCode(_image.ClrType) switch
    {
        TypeCode.Byte => Lists<byte>(rows),
        TypeCode.SByte => Lists<sbyte>(rows),
        TypeCode.Int16 => Lists<short>(rows),
        TypeCode.UInt16 => Lists<ushort>(rows),
        TypeCode.Int32 => Lists<int>(rows),
        TypeCode.UInt32 => Lists<uint>(rows),
        TypeCode.Int64 => Lists<long>(rows),
        _ => throw new InvalidDataException($"The image column '{_image.Path}' of '{_file}' has lists of {_image.ClrType.Name}, but must have whole numbers from 0 to 255."),
    };

    private TResult?[] Values<T, TResult>(ParquetRowGroupReader rows, DataField field, Func<T, TResult> convert)
        where T : struct
        where TResult : class
    {
        using var column = Column<T>(rows, field);
        return field.MaxDefinitionLevel == 0
            ? [.. column.Values.ToArray().Select(convert)]
            : [.. column.NullableValues.Select(value => value is { } there ? convert(there) : null)];
    }

    private RawColumnData<T> Column<T>(ParquetRowGroupReader rows, DataField field)
        where T : struct =>
        (RawColumnData<T>)rows.ReadRawColumnDataBaseAsync(field, _cancellation).AsTask().GetAwaiter().GetResult();

    private static string Top(DataField field) => field.Path.FirstPart ?? "";

    // Lists of any depth, one after another: a row begins where nothing is repeated.
    private byte[]?[] Lists<T>(ParquetRowGroupReader rows)
        where T : struct, INumberBase<T>
    {
        using var column = Column<T>(rows, _image);
        var (repetitions, definitions, values) = (column.RepetitionLevels.ToArray(), column.DefinitionLevels.ToArray(), column.Values.ToArray());
        var lists = new List<byte[]?>();
        var pixels = new List<byte>();
        for (int i = 0, value = 0; i < repetitions.Length; i++)
        {
            if (repetitions[i] == 0 && i > 0)
            {
                lists.Add(pixels.Count > 0 ? [.. pixels] : null);
                pixels.Clear();
            }
            if (definitions[i] < _image.MaxDefinitionLevel)
                continue;
            var number = long.CreateChecked(values[value++]);
            pixels.Add(number is >= 0 and <= 255 ? (byte)number : throw new InvalidDataException(
                $"'{_file}' has pixel {number} in column '{_image.Path}', but pixels are whole numbers from 0 to 255."));
        }
        lists.Add(pixels.Count > 0 ? [.. pixels] : null);
        return [.. lists];
    }

    private ImmutableArray<string> ReadClassNames()
    {
        if (!_reader.CustomMetadata.TryGetValue("huggingface", out var text))
            return [];
        using var json = JsonDocument.Parse(text);
        var names = json.RootElement.GetProperty("info").GetProperty("features").TryGetProperty(Top(_label), out var label)
            && label.TryGetProperty("names", out var list) ? list.EnumerateArray().Select(name => name.GetString()!).ToArray() : [];
        return ClassNameList.Fault(names) is null ? [.. names] : [];
    }

    // Whatever a damaged file makes the reader throw, it comes down to this; what we throw ourselves names the file.
    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (OutOfMemoryException e)
        {
            throw new InvalidDataException($"'{_file}' has a row group that needs more memory than there is: write it with smaller row groups.", e);
        }
        catch (Exception e) when (e is not OperationCanceledException && !e.Message.Contains(_file, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"'{_file}' is a damaged Parquet file, or has a kind of columns or packing that is not read: fetch or write it again.", e);
        }
    }
}
