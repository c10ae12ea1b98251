using System.Text.Json;
using System.Text.RegularExpressions;
using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Cli;

/// <summary>What people are told when something went wrong, and the exit code that programs see.</summary>
/// <param name="Sentence">What happened, on one line.</param>
/// <param name="ExitCode">1, or 130 when it was given up.</param>
internal sealed partial record Failure(string Sentence, int ExitCode)
{
    /// <summary>An error.</summary>
    public const int Error = 1;

    /// <summary>Given up, as a shell reports a program that Ctrl-C ended.</summary>
    public const int GivenUp = 130;

    /// <summary>Given up, as a shell reports a program that the signal to terminate ended.</summary>
    public const int Terminated = 143;

    public static Failure Of(Exception exception) => exception switch
    {
        OperationCanceledException => new("Cancelled: nothing was saved.", GivenUp),
        // ML.NET wraps what a reader of data threw on another thread.
        AggregateException { InnerException: { } inner } => Of(inner),
        InvalidOperationException { InnerException: { } inner } when IsKnown(inner) && exception.Message.StartsWith("Splitter", StringComparison.Ordinal)
            => Of(inner),
        _ when IsKnown(exception) => new(OneLine(exception), Error),
        _ => new($"Something went wrong that should not have, please report it together with the command: {exception.GetType().Name}: {OneLine(exception)}",
            Error),
    };

    /// <summary>An exception's message on one line, without the names that only programmers know.</summary>
    public static string OneLine(Exception exception)
    {
        var message = exception.Message;
        if (exception is ArgumentException or TrainingMemoryException)
            message = TrainingOption().Replace(FailureSentence.WithoutNames(message), match => OptionOf(match.Groups["name"].Value, match.Groups["part"].Value));
        return FailureSentence.Sentence(message.Replace("set Resume to false to overwrite it", "delete the file", StringComparison.Ordinal)
            .Replace("HalveBatch", "--halve-batch", StringComparison.Ordinal)
            .Replace(", or null.", ".", StringComparison.Ordinal));
    }

    private static bool IsKnown(Exception exception) => exception is IOException or UnauthorizedAccessException or InvalidDataException
        or ArgumentException or FormatException or InvalidOperationException or LayerShapeException or LibTorchException or JsonException
        or TrainingDivergedException or TrainingMemoryException or StoreException;

    // The training option BatchSize → --batch-size; ReduceOnPlateau.Factor → --reduce-on-plateau: factor
    private static string OptionOf(string property, string part) => (property, part) switch
    {
        ("schedule", _) => $"--schedule: {Words(part)}",
        ("augmentation", _) => $"--{Words(part)}",
        (nameof(TrainingOptions.Checkpoint), ['E', 'v', 'e', 'r', 'y', .. var unit]) => $"--checkpoint-{Words(unit)}",
        (_, "") => $"--{Words(property)}",
        _ => $"--{Words(property)}: {Words(part)}",
    };

    private static string Words(string property) =>
        string.Concat(property.Select((c, i) => char.IsUpper(c) ? $"{(i == 0 ? "" : "-")}{char.ToLowerInvariant(c)}" : $"{c}"));

    [GeneratedRegex(@"The (training option (?<name>[A-Z]\w*)(\.(?<part>\w+))?|(learning-rate )?(?<name>augmentation|schedule)'s (?<part>\w+))")]
    private static partial Regex TrainingOption();
}
