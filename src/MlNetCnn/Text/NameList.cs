namespace MlNetCnn;

/// <summary>Names in a sentence: the first of them, where there are many.</summary>
internal static class NameList
{
    public static string Of(IReadOnlyCollection<string> names, int most = 10) => string.Join(", ", names.Take(most)) + (names.Count > most ? ", …" : "");
}
