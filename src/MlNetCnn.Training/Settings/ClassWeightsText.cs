namespace MlNetCnn.Training;

/// <summary>Class weights as text: <c>balanced</c>, or <c>name=weight</c> for each that is not 1.</summary>
internal static class ClassWeightsText
{
    public static TextForm<ClassWeights> Form { get; } = new(
        SettingKind.List, "balanced|NAME=X,…", "balanced, or weights of 0 or more by class like cat=2,dog=0.5", TryRead, Write)
    {
        Words = ["balanced"],
    };

    private static string Write(ClassWeights weights) => weights.ByName is not { } byName
        ? "balanced"
        : ListText.Join(byName.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => $"{w.Key}={TextForms.Write(w.Value)}"));

    private static bool TryRead(string text, out ClassWeights weights)
    {
        weights = ClassWeights.Balanced;
        if (text.Equals("balanced", StringComparison.OrdinalIgnoreCase))
            return true;
        var byName = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var part in ListText.Split(text))
        {
            var sign = part.LastIndexOf('=');
            if (sign < 0 || !TextForms.TryReadNumber(part[(sign + 1)..], out var weight) || !byName.TryAdd(part[..sign], weight))
                return false;
        }
        try
        {
            weights = ClassWeights.Of(byName);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
