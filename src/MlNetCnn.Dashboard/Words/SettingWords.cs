using System.Text.RegularExpressions;

namespace MlNetCnn.Dashboard;

/// <summary>What a form says of a setting.</summary>
internal static partial class SettingWords
{
    private const int LongestHelp = 80;

    // Where the name in other words is not what the field calls it.
    private static readonly Dictionary<string, string> Labels = new(StringComparer.Ordinal)
    {
        ["size"] = "Image size",
        ["channels"] = "Color channels",
        ["resize"] = "Resize mode",
        ["fast-decode"] = "Fast JPEG decoding",
        ["min-images"] = "Minimum images per class",
        ["bad-images"] = "Unreadable images",
        ["max-bad-images"] = "Maximum unreadable images",
        ["table-shape"] = "Image shape in tables",
        ["seed"] = "Random seed",
        ["schedule"] = "Learning rate schedule",
        ["gradient-clip"] = "Maximum gradient norm",
        ["weight-average"] = "Weight averaging (EMA)",
        ["decay-bias-and-norm"] = "Weight decay on biases and normalization",
        ["patience"] = "Early stopping",
        ["best-by"] = "Best epoch by",
        ["unknown"] = "Reject unknown images",
        ["pretrained"] = "Pretrained weights",
        ["transfer"] = "Transfer learning",
        ["backbone-rate"] = "Backbone learning rate factor",
        ["freeze"] = "Frozen layers",
        ["halve-batch"] = "Halve batches when out of memory",
        ["channels-last"] = "Channels-last memory format",
        ["flip"] = "Horizontal flip",
        ["grayscale"] = "Random grayscale",
        ["erasing"] = "Random erasing",
        ["trivial-augment"] = "TrivialAugment",
        ["rand-augment"] = "RandAugment operations",
        ["rand-magnitude"] = "RandAugment magnitude",
        ["cutmix"] = "CutMix",
    };

    /// <summary>The name of a field.</summary>
    public static string Label(string name) => Labels.GetValueOrDefault(name) ?? char.ToUpperInvariant(name[0]) + name[1..].Replace('-', ' ');

    /// <summary>The first sentence of the description, or how it begins where it is long.</summary>
    public static string Help(Setting setting)
    {
        // Its description is about the settings that it stands for.
        if (setting.Name == "augmentation")
            return "Random changes of the training images.";
        var sentence = FirstSentence().Match(setting.Description).Value;
        return sentence.Length <= LongestHelp ? sentence : sentence[..(sentence.IndexOfAny([':', '(', ';']) is > 0 and var end ? end : sentence.Length)].TrimEnd();
    }

    /// <summary>An error message about a setting, with the label that the reader has in front of them.</summary>
    public static string Problem(string name, string message) =>
        message.StartsWith($"{name} ", StringComparison.Ordinal) ? Label(name) + message[name.Length..] : message;

    [GeneratedRegex(@"^.+?(\.(?= [A-Z])|$)")]
    private static partial Regex FirstSentence();
}
