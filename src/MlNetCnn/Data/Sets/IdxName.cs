using System.Text.RegularExpressions;

namespace MlNetCnn;

/// <summary>What the name of an IDX file says, as in <c>train-images-idx3-ubyte</c>, <c>t10k-labels.idx1-ubyte</c> or <c>emnist-letters-test-images-idx3-ubyte</c>.</summary>
/// <param name="Set">What stands before the split, like <c>emnist-letters</c>; mostly empty.</param>
/// <param name="IsTest">Whether the images are to test on.</param>
/// <param name="AreLabels">Whether it holds labels; images otherwise.</param>
internal sealed partial record IdxName(string Set, bool IsTest, bool AreLabels)
{
    private static readonly string[] Words = ["train", "test", "t10k"];

    /// <summary>Whether columns and rows are exchanged, as in all of EMNIST's images.</summary>
    public bool IsTransposed => Emnist.Has(Set);

    /// <summary>The name's meaning, or null where it is no name of an IDX file.</summary>
    public static IdxName? Of(string name)
    {
        if (Form().Match(name.ToLowerInvariant()) is not { Success: true } match)
            return null;
        var split = match.Groups["split"].Value;
        return new IdxName(match.Groups["set"].Value.Trim('-', '_', '.'), split is "test" or "t10k", match.Groups["kind"].Value == "labels");
    }

    /// <summary>The name of the labels of images, or of the images of labels.</summary>
    public static string Other(string name) => Kind().Replace(name, match => match.Value.ToLowerInvariant() switch
    {
        "images" => "labels",
        "labels" => "images",
        "idx1" => "idx3",
        _ => "idx1",
    });

    [GeneratedRegex("^(?<set>.*?)(?<split>train|test|t10k)?[-_.]?(?<kind>images|labels)[-_.]?idx[134]([-_.]?ubyte)?$")]
    private static partial Regex Form();

    /// <summary>The name, and that of the same file of the other splits.</summary>
    public static IEnumerable<string> Splits(string name) => Split().Match(name) is { Success: true } match
        ? Words.Select(split => $"{name[..match.Index]}{split}{name[(match.Index + match.Length)..]}").Prepend(name)
        : [name];

    [GeneratedRegex("(train|test|t10k)(?=[-_.]?(images|labels))", RegexOptions.IgnoreCase)]
    private static partial Regex Split();

    [GeneratedRegex("images|labels|idx[134]", RegexOptions.IgnoreCase)]
    private static partial Regex Kind();
}
