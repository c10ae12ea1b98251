namespace MlNetCnn.Operations;

/// <summary>One computed example of the course notebook, with the result it must have.</summary>
public sealed class NotebookCase
{
    private readonly Func<NotebookOutcome> _compute;

    private NotebookCase(string section, string title, string expected, Func<NotebookOutcome> compute)
    {
        Section = section;
        Title = title;
        Expected = expected;
        _compute = compute;
    }

    /// <summary>The section of <i>Dive into Deep Learning</i>: 7.2 to 7.5, or 8.6.</summary>
    public string Section { get; }

    /// <summary>What is computed.</summary>
    public string Title { get; }

    /// <summary>The result it must have.</summary>
    public string Expected { get; }

    /// <summary>Computes the case and compares.</summary>
    public NotebookOutcome Run() => _compute();

    /// <summary>Section and title.</summary>
    public override string ToString() => $"{Section} {Title}";

    /// <summary>A case whose every value is known.</summary>
    internal static NotebookCase Values(string section, string title, Array expected, Func<Array> compute) =>
        new(section, title, Show(expected), () =>
        {
            var computed = compute();
            return new NotebookOutcome(
                Show(computed),
                ArrayShape.Describe(computed) == ArrayShape.Describe(expected) && computed.Cast<float>().SequenceEqual(expected.Cast<float>()));
        });

    /// <summary>A case of which the shape is known.</summary>
    internal static NotebookCase Shape(string section, string title, string expected, Func<Array> compute) =>
        new(section, title, expected, () =>
        {
            var computed = ArrayShape.Describe(compute());
            return new NotebookOutcome(computed, computed == expected);
        });

    /// <summary>A case that must fulfil what <paramref name="expected"/> says.</summary>
    internal static NotebookCase Law(string section, string title, string expected, Func<NotebookOutcome> compute) =>
        new(section, title, expected, compute);

    // A tall matrix of equal rows would fill a page: its row is named once, 6 × [0,1,0].
    private static string Show(Array array)
    {
        if (array is float[,] matrix && matrix.GetLength(0) > 4)
        {
            var rows = matrix.Cast<float>().Chunk(matrix.GetLength(1)).Select(row => ArrayText.Format(row)).ToArray();
            if (rows.Distinct().Count() == 1)
                return $"{rows.Length} × {rows[0]}";
        }
        return ArrayText.Format(array);
    }
}
