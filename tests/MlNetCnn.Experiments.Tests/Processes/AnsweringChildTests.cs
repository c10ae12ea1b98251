using System.Text;

namespace MlNetCnn.Experiments.Tests;

public sealed class AnsweringChildTests
{
    [Fact]
    public async Task Run_InputEndsWithinAnAnswer_IsAbandonedAtOnce()
    {
        var abandoned = new TaskCompletionSource();
        using var output = new MemoryStream();

        await Task.Run(() => AnsweringChild.Run<string, string>(
            new StringReader("\"a request\"\n"), output, (request, tell) => { tell("on the way"); abandoned.Task.Wait(); return request; }, abandoned.SetResult)).WaitAsync(Hosts.Patience);

        Assert.Equal(
            ["""{"answer":"on the way","hasMore":true}""", """{"answer":"a request","hasMore":false}"""],
            Encoding.UTF8.GetString(output.ToArray()).TrimEnd().Split('\n'));
    }
}
