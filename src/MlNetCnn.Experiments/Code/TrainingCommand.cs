using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>A request as a line for bash that does the same with the command <c>mlnetcnn</c>.</summary>
internal static class TrainingCommand
{
    private static readonly RunImages AsTheyAre = new();

    /// <summary>The line; before it what writes the description of a network of one's own into a file beside.</summary>
    public static string Of(RunRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var isKnown = Architectures.TryFind(request.Architecture.Name, out var known) && known.Equals(request.Architecture);
        var network = isKnown ? request.Architecture.Name : FileOf(request.Architecture.Name);
        var command = new StringBuilder();
        if (!isKnown)
            command.Append($"cat > {ShellWord.Quote(network)} <<'END'\n{request.Architecture.ToJson()}\nEND\n");
        // ./: a description may be called like a network of the catalog.
        command.Append("mlnetcnn ").AppendJoin(' ', Arguments(request, isKnown ? network : $"./{network}").Select(ShellWord.Quote));
        return command.ToString();
    }

    /// <summary>The words behind <c>mlnetcnn</c>.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="network">A name of the catalog, or the path of a description.</param>
    public static ImmutableArray<string> Arguments(RunRequest request, string network)
    {
        ArgumentNullException.ThrowIfNull(request);
        var images = request.Images;
        var words = new List<string> { "train", network, "--data", request.Data };
        Add("--size", images.Size is { } size ? size.IsSquare ? $"{size.Height}" : $"{size.Height}x{size.Width}" : null);
        Add("--channels", images.Channels?.ToString(CultureInfo.InvariantCulture));
        Add("--resize", images.Resize == AsTheyAre.Resize ? null : $"{images.Resize}".ToLowerInvariant());
        Add("--table-shape", images.TableShape is { } shape ? string.Join('x', shape.Dimensions) : null);
        Add("--bad-images", images.BadImages == AsTheyAre.BadImages ? null : $"{images.BadImages}".ToLowerInvariant());
        Add("--max-bad-images", images.MaxBadImages == AsTheyAre.MaxBadImages ? null : images.MaxBadImages.ToString(CultureInfo.InvariantCulture));
        Add("--test-fraction", images.TestFraction?.ToString(CultureInfo.InvariantCulture));
        foreach (var setting in TrainingSettings.All)
        {
            if (!request.Settings.TryGetValue(setting.Name, out var text))
                continue;
            words.Add($"--{setting.Name}");
            if (setting.Kind != TrainingSettingKind.Flag || text != "true")
                words.Add(text);
        }
        return [.. words];

        void Add(string option, string? value)
        {
            if (value is not null)
                words.AddRange([option, value]);
        }
    }

    private static string FileOf(string name) => new string([.. name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? c : '-')]) + ".json";
}
