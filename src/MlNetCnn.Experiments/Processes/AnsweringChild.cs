using System.Text;

namespace MlNetCnn.Experiments;

/// <summary>The other end of an <see cref="AnsweringProcess{TRequest, TAnswer}"/>: a request a line comes in, a reply a line goes out.</summary>
internal static class AnsweringChild
{
    /// <summary>Answers until the input ends. Returns the exit code.</summary>
    public static int Run<TRequest, TAnswer>(TextReader input, Stream standardOutput, Func<TRequest, TAnswer> answer)
        where TAnswer : class
    {
        // Native code may write to standard output too: our lines come whole.
        using var output = new StreamWriter(standardOutput, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
        while (input.ReadLine() is { } line)
            output.WriteLine(RunJson.ToLine(Reply(() => answer(RunJson.FromLine<TRequest>(line)))));
        return 0;
    }

    private static ChildReply<TAnswer> Reply<TAnswer>(Func<TAnswer> answer)
        where TAnswer : class
    {
        try
        {
            return new(answer(), null);
        }
#pragma warning disable CA1031 // The last catch: whatever it is, the parent gets a sentence.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Console.Error.WriteLine(e);
            return new(null, FailureSentence.Of(e));
        }
    }
}
