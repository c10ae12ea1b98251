namespace MlNetCnn.Training;

/// <summary>What <see cref="UnknownOptions"/> are as text: <c>on</c>, <c>noise</c> or a number by name.</summary>
internal static class UnknownText
{
    private static readonly UnknownOptions Usual = new();

    public static TextForm<UnknownOptions> Form { get; } = new(
        SettingKind.Text, "on|noise|recall=X|precision=X", "on, noise, or a number like recall=0.95 or precision=0.9", TryRead, Write)
    {
        Words = ["on", "noise"],
    };

    private static string Write(UnknownOptions value)
    {
        var text = NamedNumbers.Write(value.Noise ? "noise" : "", ("recall", value.Recall, Usual.Recall), ("precision", value.Precision ?? 0, 0));
        return text.Length == 0 ? "on" : text;
    }

    private static bool TryRead(string text, out UnknownOptions value)
    {
        var given = NamedNumbers.Read(text);
        value = given is null ? Usual : new UnknownOptions
        {
            Noise = given.Word == "noise",
            Recall = given.Take("recall", Usual.Recall),
            Precision = given.Take("precision", 0) is not 0 and var precision ? precision : null,
        };
        return text.Length > 0 && given is { Word: "" or "on" or "noise", IsUsedUp: true };
    }
}
