namespace MlNetCnn;

/// <summary>Finds the word that was probably meant.</summary>
internal static class Spelling
{
    private const int LongestWord = 40;

    /// <summary>The way out of a wrong word: <c>did you mean 'conv2d'? Else use one of …</c></summary>
    public static string Suggest(string word, IReadOnlyList<string> words)
    {
        var all = string.Join(", ", words);
        return Nearest(word, words) is { } nearest ? $"did you mean '{nearest}', or another of {all}" : $"use one of {all}";
    }

    /// <summary>The words that are most like this one, the likest first.</summary>
    public static IEnumerable<string> Closest(string? word, IEnumerable<string> words, int count)
    {
        var wanted = word is { Length: <= LongestWord } ? word.ToLowerInvariant() : "";
        return words.OrderBy(w => Distance(wanted, w.ToLowerInvariant())).Take(count);
    }

    /// <summary>How a sentence about an unknown word ends: <c>: did you mean 'vgg11' or 'vgg13'?</c>, or with a full stop where no word is like it.</summary>
    /// <param name="word">What was typed.</param>
    /// <param name="words">What there is.</param>
    /// <param name="mark">What stands before each word but does not count, as <c>--</c> before options.</param>
    public static string DidYouMean(string word, IEnumerable<string> words, string mark = "")
    {
        var likely = Likely(word, words).Select(w => $"'{mark}{w}'").ToArray();
        return likely is [.. var others, var last] ? $": did you mean {string.Join(", ", others)}{(others is [] ? "" : " or ")}{last}?" : ".";
    }

    /// <summary>At most three words: those that it begins, or ends behind a hyphen, else the nearest ones where half of the letters agree.</summary>
    private static IEnumerable<string> Likely(string word, IEnumerable<string> words)
    {
        if (word.Length is 0 or > LongestWord)
            return [];
        var wanted = word.ToLowerInvariant();
        var near = words.Select(w => (Word: w, Distance: Distance(wanted, w.ToLowerInvariant()))).OrderBy(w => w.Distance).ToArray();
        var parts = near.Where(w => w.Word.StartsWith(wanted, StringComparison.OrdinalIgnoreCase)
            || w.Word.EndsWith($"-{wanted}", StringComparison.OrdinalIgnoreCase)).ToArray();
        var likely = parts.Length > 0 ? parts
            : near.Where(w => w.Distance <= Math.Max(wanted.Length, w.Word.Length) / 2 && w.Distance < 2 * near[0].Distance);
        return likely.Take(3).Select(w => w.Word);
    }

    /// <summary>The word with the fewest letters inserted, left out or replaced, at most a third of them; case does not count.</summary>
    private static string? Nearest(string word, IReadOnlyList<string> words)
    {
        if (word.Length is 0 or > LongestWord)
            return null;
        var (nearest, distance) = words
            .Select(w => (Word: w, Distance: Distance(word.ToLowerInvariant(), w.ToLowerInvariant())))
            .MinBy(w => w.Distance);
        return distance <= Math.Max(word.Length, nearest.Length) / 3 ? nearest : null;
    }

    /// <summary>Levenshtein's distance.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 0; i < a.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 0; j < b.Length; j++)
            {
                var replaced = diagonal + (a[i] == b[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(replaced, Math.Min(row[j], row[j + 1]) + 1);
            }
        }
        return row[^1];
    }
}
