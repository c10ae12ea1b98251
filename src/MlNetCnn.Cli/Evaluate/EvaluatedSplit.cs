using MlNetCnn.Experiments;

namespace MlNetCnn.Cli;

/// <summary>The split that a model is evaluated on: <c>test</c>, <c>validation</c> or <c>training</c>.</summary>
internal sealed record EvaluatedSplit(string Name, ImageSplit Images)
{
    /// <summary>
    /// <paramref name="wanted"/> is the value of --split, or null; <paramref name="note"/> is called where there are no test images.
    /// </summary>
    /// <exception cref="ArgumentException">The data have no such images.</exception>
    public static EvaluatedSplit Of(RunData data, string? wanted, Action<string> note)
    {
        EvaluatedSplit[] all =
        [
            .. new[] { ("test", data.Test), ("validation", data.Validation), ("training", data.Train) }
                .Where(s => s.Item2 is not null).Select(s => new EvaluatedSplit(s.Item1, s.Item2!)),
        ];
        if (wanted is not null)
        {
            return all.FirstOrDefault(s => s.Name.StartsWith(wanted, StringComparison.Ordinal)) ?? throw new ArgumentException(
                $"--split is {wanted}, but the data have {string.Join(" and ", all.Reverse().Select(s => s.Name))} images only.");
        }
        if (data.Test is null)
            note($"The data have no test images, so the {all[0].Name} images were taken{(data.Validation is null ? "" : ", which chose the best epoch if the model was trained on these data")}.");
        return all[0];
    }
}
