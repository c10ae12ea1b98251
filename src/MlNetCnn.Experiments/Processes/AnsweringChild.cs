using System.Collections.Concurrent;
using System.Text;

namespace MlNetCnn.Experiments;

/// <summary>
/// The child side of <see cref="AnsweringProcess{TRequest, TAnswer}"/>: reads one request a line, writes one reply a line.
/// </summary>
internal static class AnsweringChild
{
    /// <summary>
    /// Answers until the input ends and returns the exit code. <paramref name="answer"/> may send partial answers first; <paramref
    /// name="abandoned"/> is called when the input ends, even during an answer.
    /// </summary>
    public static int Run<TRequest, TAnswer>(TextReader input, Stream standardOutput, Func<TRequest, Action<TAnswer>, TAnswer> answer, Action abandoned)
        where TAnswer : class
    {
        // Native code may write to standard output too: write each line in one call.
        using var output = new StreamWriter(standardOutput, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
        using var requests = new BlockingCollection<string>();
        new Thread(Listen) { IsBackground = true }.Start();
        foreach (var line in requests.GetConsumingEnumerable())
            Write(Reply(() => answer(RunJson.FromLine<TRequest>(line), told => Write(new(told, null, HasMore: true)))));
        return 0;

        void Write(ChildReply<TAnswer> reply) => output.WriteLine(RunJson.ToLine(reply));

        void Listen()
        {
            while (input.ReadLine() is { } line)
                requests.Add(line);
            abandoned();
            requests.CompleteAdding();
        }
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
