using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>
/// Values as C# expressions. Records are written as the registry of layers reads them: arguments of the primary constructor, then what
/// differs from its default. A new kind of layer or option needs no code here.
/// </summary>
internal static class CSharpLiteral
{
    private const int Tab = 4;

    // What fits behind 'new' on one line is easier to read there.
    private const int WidestList = 100;

    /// <param name="value">A number, text, flag, enumeration, size, shape, list, or a record of such.</param>
    /// <param name="indent">The spaces that its first line is indented by, for the lines that follow.</param>
    public static string Of(object? value, int indent = 0) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => Text(text),
        int number => number.ToString(CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture) + (number is > int.MaxValue or < int.MinValue ? "L" : ""),
        double number => number.ToString(CultureInfo.InvariantCulture),
        float number => number.ToString(CultureInfo.InvariantCulture) + "f",
        Enum word => $"{word.GetType().Name}.{word}",
        Size2d { IsSquare: true } size => Of(size.Height),
        Size2d size => $"({size.Height}, {size.Width})",
        TensorShape shape => $"new TensorShape({string.Join(", ", shape.Dimensions)})",
        Normalization normalization => Of(normalization),
        ClassWeights weights => Of(weights),
        LayerList layers => List([.. layers.Select(layer => Of(layer, indent + Tab))], indent, alwaysLines: true),
        IEnumerable list => List([.. list.Cast<object?>().Select(item => Of(item, indent + Tab))], indent, alwaysLines: false),
        _ => Record(value, indent),
    };

    /// <summary>A string literal with everything escaped that C# needs escaped.</summary>
    public static string Text(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var c in text)
        {
            literal.Append(c switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                _ when char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' => $"\\u{(int)c:x4}",
                _ => $"{c}",
            });
        }
        return literal.Append('"').ToString();
    }

    /// <summary>An initializer of a record: nothing for defaults, one line for a few settings, a line each for many.</summary>
    /// <param name="start">What comes before the brace, such as <c>new Augmentation</c>.</param>
    /// <param name="settings">Names and expressions.</param>
    /// <param name="indent">As in <see cref="Of(object?, int)"/>.</param>
    public static string Initialized(string start, IReadOnlyList<(string Name, string Expression)> settings, int indent)
    {
        if (settings.Count == 0)
            return start.EndsWith(')') ? start : start + "()";
        string[] parts = [.. settings.Select(s => $"{s.Name} = {s.Expression}")];
        var line = $"{start} {{ {string.Join(", ", parts)} }}";
        if (line.Length + indent <= WidestList && !line.Contains('\n', StringComparison.Ordinal))
            return line;
        var margin = new string(' ', indent);
        return $"{start}\n{margin}{{\n{string.Concat(parts.Select(part => $"{margin}    {part},\n"))}{margin}}}";
    }

    private static string Record(object record, int indent)
    {
        if (record is LearningRateSchedule schedule && schedule == LearningRateSchedule.Constant)
            return $"{nameof(LearningRateSchedule)}.{nameof(LearningRateSchedule.Constant)}";
        if (record is Augmentation augmentation && augmentation == Augmentation.None)
            return $"{nameof(Augmentation)}.{nameof(Augmentation.None)}";
        var type = record.GetType();
        var settings = LayerSetting.Of(type);
        var parameters = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First().GetParameters();
        var arguments = parameters
            .Select(p => (Parameter: p, Value: settings.First(s => s.Property.Name == p.Name).Property.GetValue(record)))
            .Where(a => !a.Parameter.HasDefaultValue || !Equals(a.Value, a.Parameter.DefaultValue))
            .Select(a => Of(a.Value, indent));
        var rest = settings.Where(s => parameters.All(p => p.Name != s.Property.Name))
            .Select(s => (s.Property.Name, Value: s.Property.GetValue(record), s.Default))
            .Where(s => !Equals(s.Value, s.Default))
            .Select(s => (s.Name, Of(s.Value, indent + Tab)));
        var start = parameters.Length == 0 ? $"new {type.Name}" : $"new {type.Name}({string.Join(", ", arguments)})";
        return Initialized(start, [.. rest], indent);
    }

    private static string Of(Normalization normalization) =>
        normalization.IsMeasured ? $"{nameof(Normalization)}.{nameof(Normalization.Measured)}"
        : normalization == Normalization.None ? $"{nameof(Normalization)}.{nameof(Normalization.None)}"
        : normalization == Normalization.ImageNet ? $"{nameof(Normalization)}.{nameof(Normalization.ImageNet)}"
        : $"{nameof(Normalization)}.{nameof(Normalization.Of)}({Of(normalization.Mean)}, {Of(normalization.Std)})";

    private static string Of(ClassWeights weights) => weights.ByName is not { } byName
        ? $"{nameof(ClassWeights)}.{nameof(ClassWeights.Balanced)}"
        : $"{nameof(ClassWeights)}.{nameof(ClassWeights.Of)}(new Dictionary<string, double> {{ "
            + $"{string.Join(", ", byName.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => $"[{Text(w.Key)}] = {Of(w.Value)}"))} }})";

    private static string List(ImmutableArray<string> items, int indent, bool alwaysLines)
    {
        var line = $"[{string.Join(", ", items)}]";
        if (items.IsEmpty || !alwaysLines && line.Length + indent <= WidestList)
            return line;
        var margin = new string(' ', indent);
        return $"\n{margin}[\n{string.Concat(items.Select(item => $"{margin}    {item.TrimStart()},\n"))}{margin}]";
    }
}
