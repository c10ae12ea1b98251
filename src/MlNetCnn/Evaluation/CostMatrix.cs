using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace MlNetCnn;

/// <summary>
/// The cost of every decision for every true class, and the decision of least expected cost (Elkan 2001, <em>The Foundations of
/// Cost-Sensitive Learning</em>).
/// </summary>
public sealed class CostMatrix
{
    private const int LongestFile = 64 << 20;

    private static readonly char[] Separators = [',', ';', '\t'];

    private readonly double[,] _costs;

    private CostMatrix(ImmutableArray<string> classNames, double[,] costs) => (ClassNames, _costs) = (classNames, costs);

    /// <summary>The classes, in the order of the probabilities.</summary>
    public ImmutableArray<string> ClassNames { get; }

    /// <summary>The cost of a decision.</summary>
    /// <param name="trueClass">The true class, counted from 0.</param>
    /// <param name="decided">The class decided for, counted from 0.</param>
    public double this[int trueClass, int decided] => _costs[trueClass, decided];

    /// <summary>
    /// Reads costs from a table of separated values in UTF-8, with commas, semicolons or tabs: its first line has a cell that does not count
    /// and the classes decided for, each other line a true class and the costs. Each class has one line and one column, in any order.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="classNames">The classes, in the order of the probabilities.</param>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="InvalidDataException">A class is missing, unknown or there twice, or a cost is no number; the message names it.</exception>
    public static CostMatrix Load(string path, IReadOnlyList<string> classNames)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(classNames);
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file of costs '{path}'.", path);
        if (new FileInfo(path).Length > LongestFile)
            throw new InvalidDataException($"'{path}' is too long for a table of costs: it has {new FileInfo(path).Length} bytes.");
        var rows = Rows(File.ReadAllText(path, Encoding.UTF8), path);
        if (rows.Count == 0)
            throw new InvalidDataException($"'{path}' is empty, but should have the costs: a first line with the classes decided for, and a line for each true class.");
        var decided = Places([.. rows[0].Skip(1)], "column");
        var actual = Places([.. rows.Skip(1).Select(row => row[0])], "line");
        var costs = new double[classNames.Count, classNames.Count];
        for (var i = 0; i < classNames.Count; i++)
        {
            for (var j = 0; j < classNames.Count; j++)
                costs[i, j] = Cost(rows[actual[i] + 1], decided[j] + 1, classNames[i], classNames[j]);
        }
        return new([.. classNames], costs);

        int[] Places(string[] names, string what)
        {
            foreach (var group in names.GroupBy(name => name))
            {
                if (!classNames.Contains(group.Key))
                    throw new InvalidDataException($"'{path}' has a {what} for '{group.Key}', which is no class of the model{Spelling.DidYouMean(group.Key, classNames)}");
                if (group.Count() > 1)
                    throw new InvalidDataException($"'{path}' has {group.Count()} {what}s for the class '{group.Key}', but needs one.");
            }
            return classNames.FirstOrDefault(name => !names.Contains(name)) is { } missing
                ? throw new InvalidDataException($"'{path}' has no {what} for the class '{missing}'.")
                : [.. classNames.Select(name => Array.IndexOf(names, name))];
        }

        double Cost(string[] row, int place, string isClass, string decidedClass)
        {
            var text = place < row.Length ? row[place] : "";
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var cost) && double.IsFinite(cost) ? cost : throw new InvalidDataException(
                $"'{path}' has '{text}' as the cost of deciding for '{decidedClass}' where the class is '{isClass}', but it must be a number.");
        }
    }

    /// <summary>The expected cost of a decision: the mean cost over the true classes, weighted by their probabilities.</summary>
    /// <param name="probabilities">[k]: the probability of each class.</param>
    /// <param name="decided">The class decided for, counted from 0.</param>
    public double ExpectedCost(ReadOnlySpan<float> probabilities, int decided)
    {
        var sum = 0.0;
        for (var i = 0; i < probabilities.Length; i++)
            sum += probabilities[i] * _costs[i, decided];
        return sum;
    }

    /// <summary>The class to decide for at least expected cost, counted from 0; the first of equal ones.</summary>
    /// <param name="probabilities">[k]: the probability of each class.</param>
    /// <exception cref="ArgumentException">There is another number of probabilities than of classes.</exception>
    public int Decide(ReadOnlySpan<float> probabilities)
    {
        if (probabilities.Length != ClassNames.Length)
            throw new ArgumentException($"There are {probabilities.Length} probabilities, but {ClassNames.Length} classes.", nameof(probabilities));
        var (best, least) = (0, double.PositiveInfinity);
        for (var j = 0; j < ClassNames.Length; j++)
        {
            if (ExpectedCost(probabilities, j) is var cost && cost < least)
                (best, least) = (j, cost);
        }
        return best;
    }

    private static List<string[]> Rows(string text, string path)
    {
        var header = text.Split('\n', 2)[0];
        using var csv = new CsvParser(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = $"{Separators.MaxBy(separator => header.Count(c => c == separator))}",
            HasHeaderRecord = false,
            TrimOptions = TrimOptions.Trim,
            BadDataFound = bad => throw new InvalidDataException($"Line {bad.Context.Parser?.RawRow} of '{path}' has quotes where none may be."),
        });
        var rows = new List<string[]>();
        while (csv.Read())
            rows.Add(csv.Record!);
        return rows;
    }
}
