using System.Text.Json;
using System.Text.RegularExpressions;
using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Cli;

/// <summary>The one-line error message and the exit code.</summary>
internal sealed partial record Failure(string Sentence, int ExitCode)
{
    public const int Error = 1;

    /// <summary>128 + SIGINT, as shells report Ctrl-C.</summary>
    public const int GivenUp = 130;

    /// <summary>128 + SIGTERM.</summary>
    public const int Terminated = 143;

    public static Failure Of(Exception exception) => exception switch
    {
        OperationCanceledException => new("Cancelled: nothing was saved.", GivenUp),
        // ML.NET wraps exceptions of a data reader on another thread.
        AggregateException { InnerException: { } inner } => Of(inner),
        InvalidOperationException { InnerException: { } inner } when IsKnown(inner) && exception.Message.StartsWith("Splitter", StringComparison.Ordinal)
            => Of(inner),
        UsageException => new(exception.Message, CommandLine.WrongUsage),
        // A sentence that begins with an option is about its value.
        ArgumentException when OneLine(exception) is ['-', '-', ..] sentence => new(sentence, CommandLine.WrongUsage),
        _ when IsKnown(exception) => new(OneLine(exception), Error),
        _ => new($"Something went wrong that should not have, please report it together with the command: {exception.GetType().Name}: {OneLine(exception)}",
            Error),
    };

    /// <summary>The message on one line, without .NET names.</summary>
    public static string OneLine(Exception exception)
    {
        var message = exception.Message;
        if (exception is ArgumentException or TrainingMemoryException)
            message = SetTo().Replace(
                TrainingOption().Replace(FailureSentence.WithoutNames(message), match => OptionOf(match.Groups["name"].Value, match.Groups["part"].Value) + ValueOf(match)),
                match => $"set {OptionOf(match.Groups["name"].Value, "")}{ValueOf(match)}");
        return FailureSentence.Sentence(message.Replace("set Resume to false to overwrite it", "delete the file", StringComparison.Ordinal)
            .Replace("HalveBatch", "--halve-batch", StringComparison.Ordinal)
            .Replace(" or ValidationData too", " too", StringComparison.Ordinal)
            .Replace(", or null.", ".", StringComparison.Ordinal));
    }

    private static bool IsKnown(Exception exception) => exception is IOException or UnauthorizedAccessException or InvalidDataException
        or ArgumentException or FormatException or InvalidOperationException or LayerShapeException or LibTorchException or JsonException
        or TrainingDivergedException or TrainingMemoryException or StoreException;

    // BatchSize → --batch-size; ReduceOnPlateau.Factor → --reduce-on-plateau: factor
    private static string OptionOf(string property, string part) => (property, part) switch
    {
        ("schedule", _) => $"--schedule: {Words(part)}",
        ("augmentation", _) => $"--{Words(part)}",
        (nameof(TrainingOptions.Checkpoint), ['E', 'v', 'e', 'r', 'y', .. var unit]) => $"--checkpoint-{Words(unit)}",
        (_, "") => $"--{Words(property)}",
        _ => $"--{Words(property)}: {Words(part)}",
    };

    private static string ValueOf(Match match) => Words(match.Groups["value"].Value);

    private static string Words(string property) =>
        string.Concat(property.Select((c, i) => char.IsUpper(c) ? $"{(i == 0 || property[i - 1] == ' ' ? "" : "-")}{char.ToLowerInvariant(c)}" : $"{c}"));

    [GeneratedRegex(@"The (training option (?<name>[A-Z]\w*)(\.(?<part>\w+))?|(learning-rate )?(?<name>augmentation|schedule)'s (?<part>\w+))(?<value> is (?!NaN)[A-Z][A-Za-z]*(?=, but))?")]
    private static partial Regex TrainingOption();

    [GeneratedRegex(@"\bset (?<name>[A-Z][a-z]\w*)(?<value> to [A-Z]\w*)?")]
    private static partial Regex SetTo();
}
