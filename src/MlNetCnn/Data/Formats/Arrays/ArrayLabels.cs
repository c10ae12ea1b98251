using System.Globalization;

namespace MlNetCnn;

/// <summary>Reads the labels of an array: N or N×1 whole numbers, floats without fraction or texts, or N×K with a single one in each row.</summary>
internal static class ArrayLabels
{
    /// <exception cref="InvalidDataException">They are no classes.</exception>
    public static string[] Read(NumpyArray array, CancellationToken cancellationToken)
    {
        var (labels, row) = (new string[array.Rows], 0);
        if (array.Type.IsText)
        {
            var texts = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var bytes in array.ReadRows(cancellationToken))
            {
                var text = array.Type.Text(bytes.AsSpan(0, array.RowValues == 1 ? bytes.Length : throw Shapeless(array))).Trim();
                labels[row++] = text.Length > 0 ? texts.TryGetValue(text, out var same) ? same : texts[text] = text
                    : throw new InvalidDataException($"Row {row - 1} of {array.Title} has no label.");
            }
            return labels;
        }
        if (array.RowShape.Count(side => side != 1) > 1 || array.RowValues == 0)
            throw Shapeless(array);
        var names = new Dictionary<double, string>();
        foreach (var numbers in array.ReadNumbers(cancellationToken))
        {
            var number = numbers.Length == 1 ? numbers[0] : OneHot.Class(numbers, $"Row {row} of {array.Title}");
            if (!names.TryGetValue(number, out var name))
                names.Add(number, name = Name(number, array, row));
            labels[row++] = name;
        }
        return labels;
    }

    private static string Name(double number, NumpyArray array, int row) => number == Math.Floor(number) && Math.Abs(number) <= 1L << 53
        ? ((long)number).ToString(CultureInfo.InvariantCulture)
        : throw new InvalidDataException(
            $"Row {row} of {array.Title} has the label {number.ToString("G6", CultureInfo.InvariantCulture)}: numbers with fractions are measures (regression), not classes. Give whole numbers or names.");

    private static InvalidDataException Shapeless(NumpyArray array) => new(
        $"{array.Title} has the shape {array.ShapeText}, but labels have N, N×1 or, with a single one in each row, N×classes: masks and boxes are not read.");
}
