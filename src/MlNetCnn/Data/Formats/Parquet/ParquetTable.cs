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
    private const int SampledRows = 200;

    private readonly string _file;
    private readonly CancellationToken _cancellation;
    private readonly Stream _stream;
    private readonly ParquetReader _reader;
    private readonly TableColumns _columns;
    private readonly Dictionary<string, DataField> _fields;
    private readonly DataField? _image, _path;

    /// <exception cref="InvalidDataException">The file is damaged or has no such columns.</exception>
    public ParquetTable(string file, Stream stream, ImageLoading options, TablePaths paths, CancellationToken cancellationToken)
    {
        _file = file;
        _cancellation = cancellationToken;
        _stream = new BudgetedStream(stream, cancellationToken);
        try
        {
            new ParquetCheck(file, _stream, options.Archive, cancellationToken).Run();
            _reader = Guarded(() => ParquetReader.CreateAsync(_stream, cancellationToken: cancellationToken).GetAwaiter().GetResult());
            var fields = Guarded(() => _reader.Schema.GetDataFields());
            // Of a struct the bytes are the image, and the path only its name.
            _fields = fields.GroupBy(Top).ToDictionary(group => group.Key, group => group.FirstOrDefault(IsBytes) ?? group.First(), StringComparer.Ordinal);
            _columns = TableColumns.Of($"'{file}'", Guarded(SampledColumns), options, column => paths.Share([.. column.Values]));
            if (_columns.Labels.IsEmpty || _columns.Image is null && _columns.Path is null)
                throw new InvalidDataException(
                    $"'{_file}' has no {(_columns.Labels.IsEmpty ? "label" : "image")} column, but {string.Join(", ", _fields.Keys)}: say its name in {(_columns.Labels.IsEmpty ? nameof(options.LabelColumn) : nameof(options.ImageColumn))}.");
            if (_columns.Path is { } named && paths.Share([.. named.Values]) == 0)
                throw TablePaths.NoneOf($"'{file}'", named);
            _image = _columns.Image is { } image ? _fields[image.Name] : null;
            _path = _image is null ? _fields[_columns.Path!.Name] : HasPixels ? null : fields.FirstOrDefault(f => IsText(f) && f.Path.ToList()[^1] == "path" && Top(f) == Top(_image));
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
    public bool HasPixels => _image is { MaxRepetitionLevel: > 0 };

    /// <summary>Whether images are files that the table names.</summary>
    public bool HasFiles => _image is null;

    /// <summary>Whether pixels are numbers with fractions.</summary>
    public bool HasFractions => HasPixels && Type.GetTypeCode(_image!.ClrType) is TypeCode.Single or TypeCode.Double;

    /// <summary>The names of labels 0, 1, … as Hugging Face's datasets writes them into the file; empty without.</summary>
    public ImmutableArray<string> ClassNames { get; }

    /// <summary>The split of a row by the column that says so; null where it has none.</summary>
    /// <exception cref="InvalidDataException">It is no split.</exception>
    public SplitKind? Split(string value, string place) => _columns.Split!.Split(value, place);

    /// <summary>The rows of a row group: labels, splits where a column has them, and images (null where there is none) or paths.</summary>
    public ParquetRows Read(int group) => Guarded(() =>
    {
        using var rows = _reader.OpenRowGroupReader(group);
        var labels = Labels(rows, group);
        var splits = _columns.Split is { } split ? Texts(rows, _fields[split.Name]) : null;
        var groups = _columns.Group is { } shared ? Texts(rows, _fields[shared.Name]) : null;
        var images = _image is null || HasFractions ? null : HasPixels ? Pixels(rows) : Values<ReadOnlyMemory<byte>, byte[]>(rows, _image, bytes => bytes.ToArray());
        var numbers = HasFractions ? Type.GetTypeCode(_image!.ClrType) == TypeCode.Single ? Lists<float, double>(rows, value => value) : Lists<double, double>(rows, value => value) : null;
        var paths = _path is null ? null : Texts(rows, _path);
        var counts = new int?[] { images?.Length, numbers?.Length, paths?.Length, splits?.Length, groups?.Length };
        if (counts.FirstOrDefault(count => count is not null && count != labels.Length) is { } other)
            throw new InvalidDataException($"'{_file}' has {labels.Length} labels, but {other} images in row group {group}: it is damaged.");
        return new ParquetRows(labels, splits, images, numbers, groups, !HasFiles && paths?.Any(string.IsNullOrEmpty) == true ? null : paths);
    });

    public void Dispose()
    {
        _reader?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _stream.Dispose();
    }

    private SampledColumn[] SampledColumns()
    {
        using var rows = _reader.RowGroupCount > 0 ? _reader.OpenRowGroupReader(0) : null;
        return [.. _fields.Select((field, place) => field.Value is var leaf && (IsBytes(leaf) || leaf.MaxRepetitionLevel > 0)
            ? new SampledColumn(place, field.Key, [], IsImage: true)
            : new SampledColumn(place, field.Key, rows is null || !IsRead(leaf) ? [] : [.. Texts(rows, leaf).Take(SampledRows).Select(text => text ?? "")]))];
    }

    private string[] Labels(ParquetRowGroupReader rows, int group)
    {
        string?[][] columns = [.. _columns.Labels.Select(column => IsRead(_fields[column.Name]) ? Texts(rows, _fields[column.Name]) : throw new InvalidDataException(
            $"The label column '{column.Name}' of '{_file}' is neither numbers nor texts."))];
        if (columns.FirstOrDefault(column => column.Length != columns[0].Length) is { } other)
            throw new InvalidDataException($"'{_file}' has {columns[0].Length} labels, but {other.Length} in another column of row group {group}: it is damaged.");
        return [.. Enumerable.Range(0, columns[0].Length).Select(row => _columns.IsOneHot ? OneHotLabel(columns, row, group)
            : columns[0][row] is { } text && TableLabels.Of(text) is { Length: > 0 } label ? label : throw new InvalidDataException($"'{_file}' has no label in row {row} of row group {group}."))];
    }

    private string OneHotLabel(string?[][] columns, int row, int group) => _columns.Labels[OneHot.Class(
        [.. columns.Select(column => TextForms.TryReadNumber(column[row] ?? "", out var value) ? value : double.NaN)], $"Row {row} of row group {group} of '{_file}'")].Title;

    private static bool IsBytes(DataField field) => field.ClrType == typeof(ReadOnlyMemory<byte>) && field.MaxRepetitionLevel == 0;

    private static bool IsText(DataField field) => field.ClrType == typeof(ReadOnlyMemory<char>);

    private static bool IsRead(DataField field) =>
        field.MaxRepetitionLevel == 0 && (IsText(field) || Type.GetTypeCode(field.ClrType) is >= TypeCode.SByte and <= TypeCode.Double or TypeCode.Boolean);

    private string?[] Texts(ParquetRowGroupReader rows, DataField field) => Type.GetTypeCode(field.ClrType) switch
    {
        TypeCode.Boolean => Values<bool, string>(rows, field, value => value ? "1" : "0"),
        TypeCode.Byte => Numbers<byte>(rows, field),
        TypeCode.SByte => Numbers<sbyte>(rows, field),
        TypeCode.Int16 => Numbers<short>(rows, field),
        TypeCode.UInt16 => Numbers<ushort>(rows, field),
        TypeCode.Int32 => Numbers<int>(rows, field),
        TypeCode.UInt32 => Numbers<uint>(rows, field),
        TypeCode.Int64 => Numbers<long>(rows, field),
        TypeCode.UInt64 => Numbers<ulong>(rows, field),
        TypeCode.Single => Numbers<float>(rows, field),
        TypeCode.Double => Numbers<double>(rows, field),
        _ => Values<ReadOnlyMemory<char>, string>(rows, field, text => text.ToString()),
    };

    private string?[] Numbers<T>(ParquetRowGroupReader rows, DataField field)
        where T : struct, IFormattable => Values<T, string>(rows, field, value => value.ToString(null, CultureInfo.InvariantCulture));

    private byte[]?[] Pixels(ParquetRowGroupReader rows) => Type.GetTypeCode(_image!.ClrType) switch
    {
        TypeCode.Byte => Lists<byte, byte>(rows, Pixel),
        TypeCode.SByte => Lists<sbyte, byte>(rows, Pixel),
        TypeCode.Int16 => Lists<short, byte>(rows, Pixel),
        TypeCode.UInt16 => Lists<ushort, byte>(rows, Pixel),
        TypeCode.Int32 => Lists<int, byte>(rows, Pixel),
        TypeCode.UInt32 => Lists<uint, byte>(rows, Pixel),
        TypeCode.Int64 => Lists<long, byte>(rows, Pixel),
        _ => throw new InvalidDataException($"The image column '{_image!.Path}' of '{_file}' has lists of {_image.ClrType.Name}, but must have whole numbers from 0 to 255."),
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

    private byte Pixel<T>(T value)
        where T : INumberBase<T> => long.CreateChecked(value) is >= 0 and <= 255 and var number ? (byte)number : throw new InvalidDataException(
            $"'{_file}' has pixel {value} in column '{_image!.Path}', but pixels are whole numbers from 0 to 255.");

    // Lists of any depth, one after another: a row begins where nothing is repeated.
    private TPixel[]?[] Lists<T, TPixel>(ParquetRowGroupReader rows, Func<T, TPixel> convert)
        where T : struct
    {
        using var column = Column<T>(rows, _image!);
        var (repetitions, definitions, values) = (column.RepetitionLevels.ToArray(), column.DefinitionLevels.ToArray(), column.Values.ToArray());
        var lists = new List<TPixel[]?>();
        var pixels = new List<TPixel>();
        for (int i = 0, value = 0; i < repetitions.Length; i++)
        {
            if (repetitions[i] == 0 && i > 0)
            {
                lists.Add(pixels.Count > 0 ? [.. pixels] : null);
                pixels.Clear();
            }
            if (definitions[i] == _image!.MaxDefinitionLevel)
                pixels.Add(convert(values[value++]));
        }
        lists.Add(pixels.Count > 0 ? [.. pixels] : null);
        return [.. lists];
    }

    private ImmutableArray<string> ReadClassNames()
    {
        if (!_reader.CustomMetadata.TryGetValue("huggingface", out var text))
            return [];
        using var json = JsonDocument.Parse(text);
        var names = json.RootElement.GetProperty("info").GetProperty("features").TryGetProperty(_columns.Labels[0].Name, out var label)
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
