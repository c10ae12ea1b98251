using System.Collections.Immutable;

namespace MlNetCnn.Training;

/// <summary>What a run is of: two runs of equal descriptions take the same course.</summary>
/// <param name="Architecture">The network.</param>
/// <param name="Input">Channels×height×width of one image.</param>
/// <param name="ClassNames">The classes in the order of the outputs.</param>
/// <param name="Preprocessing">What happens to pixels first.</param>
/// <param name="Options">The options that matter, by name.</param>
/// <param name="Training">The fingerprint of the training images.</param>
/// <param name="Validation">The fingerprint of the validation images, or null without any.</param>
internal sealed record RunDescription(
    Architecture Architecture,
    TensorShape Input,
    ImmutableArray<string> ClassNames,
    Preprocessing Preprocessing,
    SortedDictionary<string, string> Options,
    string Training,
    string? Validation)
{
    /// <summary>In what the run of a checkpoint is another than this one, or null where it is the same.</summary>
    public string? DifferenceTo(RunDescription saved)
    {
        if (saved.Architecture != Architecture)
        {
            return saved.Architecture.Name == Architecture.Name
                ? $"network '{Architecture.Name}' had other layers in it"
                : $"it is of network '{saved.Architecture.Name}', not '{Architecture.Name}'";
        }
        if (!saved.Input.Equals(Input))
            return $"its images were {saved.Input}, not {Input}";
        if (!saved.ClassNames.SequenceEqual(ClassNames))
            return $"its classes were {NameList.Of(saved.ClassNames)}, not {NameList.Of(ClassNames)}";
        if (saved.Preprocessing != Preprocessing)
            return $"its pixels were prepared by {Text(saved.Preprocessing)}, not {Text(Preprocessing)}";
        foreach (var name in saved.Options.Keys.Union(Options.Keys).Where(OptionTexts.Counts).Order(StringComparer.Ordinal))
        {
            // An option that a file does not know came after it: its run was as that option's default has it.
            var was = saved.Options.GetValueOrDefault(name) ?? OptionTexts.Default(name) ?? "not there";
            var isNow = Options.GetValueOrDefault(name, "not there");
            if (was != isNow)
                return $"its option {name} was {was}, not {isNow}";
        }
        if (saved.Training != Training)
            return $"its training data were {saved.Training}, not {Training}";
        if (saved.Validation != Validation)
            return $"its validation data were {saved.Validation ?? "none"}, not {Validation ?? "none"}";
        return null;
    }


    private static string Text(Preprocessing preprocessing) =>
        $"scale {preprocessing.Scale}, mean [{string.Join(", ", preprocessing.Mean)}], std [{string.Join(", ", preprocessing.Std)}]";
}
