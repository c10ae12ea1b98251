using MlNetCnn.Experiments;

namespace MlNetCnn.Cli;

/// <summary>The images of a data set that a model is measured on.</summary>
/// <param name="Name">In words: <c>test</c>, <c>validation</c> or <c>training</c>.</param>
/// <param name="Images">The images.</param>
internal sealed record EvaluatedSplit(string Name, ImageSplit Images)
{
    /// <param name="data">The data set.</param>
    /// <param name="wanted">What --split says, or null.</param>
    /// <param name="note">Told where there are no test images to take.</param>
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
