using System.Collections.Immutable;
using System.Globalization;

namespace MlNetCnn;

/// <summary>Which class of a model each class of labeled data is.</summary>
/// <param name="Matching">How they were paired.</param>
/// <param name="Positions">For each class of the data, the position of the model's class, counted from 0.</param>
public sealed record ClassMatch(ClassMatching Matching, ImmutableArray<int> Positions)
{
    /// <summary>
    /// Pairs classes by name: exactly, else ignoring case where that is unambiguous. The data may lack classes of the model. Where one side
    /// has whole numbers for names and the other does not, classes are paired by position, the numbers in their order.
    /// </summary>
    /// <param name="model">The names of the model's classes, in the order of its outputs.</param>
    /// <param name="data">The names of the data's classes, in the order of its labels.</param>
    /// <exception cref="InvalidDataException">The data have classes that the model does not know; the message names them.</exception>
    public static ClassMatch Of(IReadOnlyList<string> model, IReadOnlyList<string> data)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        if (ByName(model, data, StringComparer.Ordinal) is { } exact)
            return new(ClassMatching.Name, exact);
        if (AreNumbers(model) != AreNumbers(data))
            return ByPosition(model, data);
        return new(ClassMatching.NameIgnoringCase, ByName(model, data, StringComparer.OrdinalIgnoreCase) ?? throw Mismatch(model, data));
    }

    /// <summary>Null where a class of the data has none or several in the model, or shares one.</summary>
    private static ImmutableArray<int>? ByName(IReadOnlyList<string> model, IReadOnlyList<string> data, StringComparer comparer)
    {
        var known = model.Select((name, i) => (name, i)).ToLookup(n => n.name, n => n.i, comparer);
        if (data.Any(name => known[name].Count() != 1) || data.Distinct(comparer).Count() != data.Count)
            return null;
        return [.. data.Select(name => known[name].Single())];
    }

    private static ClassMatch ByPosition(IReadOnlyList<string> model, IReadOnlyList<string> data)
    {
        // Labels without names are counted up to the largest that occurs: a small test set may lack the last ones.
        if (model.Count != data.Count && !(data.Count < model.Count && AreNumbers(data) && InOrder(data).SequenceEqual(ImageSet.Numbered(data.Count))))
        {
            throw new InvalidDataException(
                $"The model has {model.Count} classes ({Some(model)}) and the data {data.Count} ({Some(data)}). One side has numbers instead of names, "
                + "so the classes could be matched by position only, which needs as many on both sides.");
        }
        var (numbers, names) = (InOrder(AreNumbers(data) ? data : model), model.ToList());
        return new(ClassMatching.Position, AreNumbers(data)
            ? [.. data.Select(name => numbers.IndexOf(name))]
            : [.. numbers.Select(name => names.IndexOf(name))]);
    }

    // 2 before 10, whatever the order of the folders' names.
    private static List<string> InOrder(IReadOnlyList<string> numbers) => [.. numbers.OrderBy(n => int.Parse(n, CultureInfo.InvariantCulture))];

    private static InvalidDataException Mismatch(IReadOnlyList<string> model, IReadOnlyList<string> data)
    {
        string[] unknown = [.. data.Except(model, StringComparer.OrdinalIgnoreCase)];
        return new(unknown.Length == 0
            ? $"The class names of the data ({Some(data)}) and of the model ({Some(model)}) differ in upper and lower case only, and could be matched "
                + "in more than one way: use the model's names."
            : $"The data have {(unknown.Length == 1 ? "a class" : "classes")} that the model does not know: {Some(unknown)}. The model's classes are "
                + $"{Some(model)}: rename or remove the others."
                + (HaveCombining(unknown) != HaveCombining(model) ? " Accents that are characters of their own make another name, though both look alike." : ""));
    }

    // é is one character or e and an accent, depending on where the folder was made; apps without ICU cannot bring one to the other.
    private static bool HaveCombining(IReadOnlyList<string> names) =>
        names.Any(name => name.Any(c => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark));

    private static bool AreNumbers(IReadOnlyList<string> names) => names.All(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _));

    private static string Some(IReadOnlyList<string> names) => NameList.Of([.. names.Select(n => $"'{n}'")]);
}
