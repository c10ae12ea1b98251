namespace MlNetCnn.Training;

/// <summary>What <see cref="ReduceOnPlateau"/> is as text: <c>on</c>, or its numbers.</summary>
internal static class PlateauText
{
    private static readonly ReduceOnPlateau Usual = new();

    public static TextForm<ReduceOnPlateau> Form { get; } = new(
        SettingKind.Text, "on|NUMBERS", "on, or numbers like factor=0.1:patience=3:least=0.0001, each of which may be left out", TryRead, Write)
    {
        Words = ["on"],
    };

    private static string Write(ReduceOnPlateau value)
    {
        var numbers = NamedNumbers.Write(
            "", ("factor", value.Factor, Usual.Factor), ("patience", value.Patience, Usual.Patience), ("least", value.Least, Usual.Least));
        return numbers.Length == 0 ? "on" : numbers;
    }

    private static bool TryRead(string text, out ReduceOnPlateau value)
    {
        var given = NamedNumbers.Read(text);
        value = given is null ? Usual : new ReduceOnPlateau
        {
            Factor = given.Take("factor", Usual.Factor),
            Patience = given.TakeWhole("patience", Usual.Patience),
            Least = given.Take("least", Usual.Least),
        };
        return text.Length > 0 && given is { Word: "" or "on", IsUsedUp: true };
    }
}
