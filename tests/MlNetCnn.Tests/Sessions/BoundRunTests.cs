using System.Runtime.InteropServices;

namespace MlNetCnn.Tests;

/// <summary>The way through I/O binding, which a GPU takes, on the CPU: it has to give what the usual way gives.</summary>
public class BoundRunTests
{
    [Fact]
    public void Run_BlocksOfAnySize_GiveWhatUnboundRunsGiveToTheBit()
    {
        using var usual = Open(binds: false);
        using var bound = Open(binds: true);
        foreach (var rows in new[] { 3, 1, 20, 7, 1 })
        {
            var pixels = Pixels(rows);
            Assert.Equal(Score(usual, pixels, rows), Score(bound, pixels, rows));
        }
    }

    [Fact]
    public async Task Run_ByManyThreadsAtOnce_GivesEachItsOwn()
    {
        using var usual = Open(binds: false);
        using var bound = Open(binds: true);

        await Parallel.ForEachAsync(Enumerable.Range(1, 40), (i, _) =>
        {
            var pixels = Pixels(1 + (i % 5), seed: i);
            Assert.Equal(Score(usual, pixels, 1 + (i % 5)), Score(bound, pixels, 1 + (i % 5)));
            return ValueTask.CompletedTask;
        });
    }

    private static SharedSession Open(bool binds)
    {
        var graph = new PlannedGraph(Pictures.Model);
        var onnx = graph.ToOnnx(new() { InputName = SharedSession.InputName });
        return new SharedSession(graph, ScoringSession.Open(onnx, new() { Device = "cpu", Threads = 1 }, graph.Source, out _), lanes: 2, binds);
    }

    private static float[] Pixels(int rows, int seed = 1)
    {
        var random = new Random(seed);
        var pixels = new float[rows * new PlannedGraph(Pictures.Model).Image.Elements];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = random.Next(256);
        return pixels;
    }

    private static float[] Score(SharedSession session, float[] pixels, int rows)
    {
        var values = new float[rows * Pictures.Model.ClassNames.Length];
        var pinned = GCHandle.Alloc(values, GCHandleType.Pinned);
        session.Enter();
        try
        {
            session.Run(pixels, rows, new((OnnxMetadata.Score, new TensorShape(Pictures.Model.ClassNames.Length))), [pinned.AddrOfPinnedObject()]);
        }
        finally
        {
            session.Leave();
            pinned.Free();
        }
        return values;
    }
}
