namespace MlNetCnn.Textbook;

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

    /// <summary>Null where the case is more than one operation on given values.</summary>
    internal NotebookSetup? Setup { get; private init; }

    /// <summary>Computes the case and compares.</summary>
    public NotebookOutcome Run() => _compute();

    /// <summary>Section and title.</summary>
    public override string ToString() => $"{Section} {Title}";

    /// <summary>A case with a setup and every expected value.</summary>
    internal static NotebookCase Values(string section, string title, Array expected, NotebookSetup setup) =>
        new(section, title, Show(expected), () =>
        {
            var computed = setup.Compute();
            Array alike = expected.Rank == 2 && computed.GetLength(0) == 1 ? computed.Slice(0) : computed;
            return new NotebookOutcome(
                Show(alike),
                ArrayShape.Describe(alike) == ArrayShape.Describe(expected) && alike.Cast<float>().SequenceEqual(expected.Cast<float>()));
        })
        { Setup = setup };

    /// <summary>A case with a setup and only the expected shape.</summary>
    internal static NotebookCase Shape(string section, string title, string expected, NotebookSetup setup) =>
        new(section, title, expected, () =>
        {
            var computed = ArrayShape.Describe(setup.Compute().Slice(0));
            return new NotebookOutcome(computed, computed == expected);
        })
        { Setup = setup };

    /// <summary>A case with only the expected shape.</summary>
    internal static NotebookCase Shape(string section, string title, string expected, Func<Array> compute) =>
        new(section, title, expected, () =>
        {
            var computed = ArrayShape.Describe(compute());
            return new NotebookOutcome(computed, computed == expected);
        });

    /// <summary>A case that states a property in <paramref name="expected"/>; it can be opened if it has a setup.</summary>
    internal static NotebookCase Law(
        string section, string title, string expected, Func<NotebookOutcome> compute, NotebookSetup? setup = null) =>
        new(section, title, expected, compute) { Setup = setup };

    /// <summary>With the notebook's number of dimensions: one channel is shown as a matrix.</summary>
    internal static string Show(float[,,] result) => Show(result.GetLength(0) == 1 ? result.Slice(0) : (Array)result);

    // Equal rows of a tall matrix are shown once: 6 × [0,1,0].
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
