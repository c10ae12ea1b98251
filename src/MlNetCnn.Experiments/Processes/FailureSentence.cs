using System.Text.RegularExpressions;

namespace MlNetCnn.Experiments;

internal static partial class FailureSentence
{
    public static string Of(Exception exception) => exception switch
    {
        AggregateException { InnerException: { } inner } => Of(inner),
        OutOfMemoryException => "There is not enough memory: try a smaller batch-size, or a smaller memory-budget.",
        _ => Sentence(WithoutNames(exception.Message)),
    };

    /// <summary>Describes the exit of a process that reported nothing itself.</summary>
    /// <param name="exitCode">Its exit code: 128 and the signal's number where a signal ended it.</param>
    /// <param name="lastWords">The last line on its standard error, or empty.</param>
    public static string OfExit(int exitCode, string lastWords)
    {
        var words = lastWords.Length > 0 ? $" Its last words: {Sentence(lastWords)}" : "";
        return exitCode switch
        {
            128 + 9 => "The process was killed (signal 9), most likely because the machine ran out of memory: try a smaller batch-size, or fewer runs at once.",
            128 + 11 => $"The process crashed in native code (signal 11, segmentation fault).{words}",
            128 + 6 => $"The process crashed (signal 6, abort).{words}",
            > 128 and < 128 + 65 => $"The process was ended by signal {exitCode - 128}.{words}",
            _ => $"The process ended with exit code {exitCode} without a result.{words}",
        };
    }

    /// <summary>Removes the parameter name and value that .NET adds to messages.</summary>
    public static string WithoutNames(string message) => ForProgrammers().Replace(message, "");

    /// <summary>One line, with a full stop.</summary>
    public static string Sentence(string message)
    {
        message = WhiteSpace().Replace(message.Trim(), " ");
        return message is [.., '.' or '!' or '?'] ? message : message + ".";
    }

    [GeneratedRegex(@"\s*(\(Parameter '[^']*'\)|(\r?\n)Actual value was .*)", RegexOptions.Singleline)]
    private static partial Regex ForProgrammers();

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
