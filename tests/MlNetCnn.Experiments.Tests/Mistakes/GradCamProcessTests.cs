using System.Diagnostics;
using MlNetCnn.Training;

namespace MlNetCnn.Experiments.Tests;

public sealed class GradCamProcessTests : IDisposable
{
    private readonly Workplace _workplace = new();

    [Fact]
    public async Task Explain_TwiceThenAFaultThenARest_KeepsOneProcessUntilThen()
    {
        var model = _workplace.In("model.onnx");
        var plan = Workplace.Network.Plan(new(1, 8, 8), 3);
        new CnnModel(plan, new Weights(plan.Tensors.Select(t => KeyValuePair.Create(t.Name, new WeightTensor(t.Shape, Enumerable.Repeat(0.1f, t.Shape.Elements).ToArray())))), ["a", "b", "c"]).Save(model);
        var time = new MlNetCnn.Dashboard.Tests.Clock();
        using var cam = Cam(Hosts.Command, time);
        var pixels = Enumerable.Range(0, 64).Select(i => (float)i).ToArray();

        var first = await cam.AskAsync(new(model, pixels, 1, null)).WaitAsync(Hosts.Patience);
        var process = cam.Id;
        var again = await cam.AskAsync(new(model, pixels, 1, "conv")).WaitAsync(Hosts.Patience);
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => cam.AskAsync(new(model + "x", pixels, null, null))).WaitAsync(Hosts.Patience);

        Assert.Equal(("relu", 1, 8, 8), (first.Layer, first.Class, first.Height, first.Width));
        Assert.Contains(first.Values, v => v > 0);
        Assert.Equal("conv", again.Layer);
        Assert.Contains("model.onnxx", fault.Message, StringComparison.Ordinal);
        Assert.Equal(process, cam.Id);
        time.Advance(cam.Rest);
        Assert.Null(cam.Id);
    }

    [Fact]
    public async Task Explain_ProcessThatFails_SaysItsLastWords()
    {
        using var cam = Cam(new RunHost("sh", "-c", "echo no libraries here >&2; exit 3"), TimeProvider.System);

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => cam.AskAsync(new("model.onnx", [], null, null))).WaitAsync(Hosts.Patience);

        Assert.Equal("The process ended with exit code 3 without a result. Its last words: no libraries here.", fault.Message);
        Assert.Null(cam.Id);
    }

    [Fact]
    public async Task Explain_Cancelled_EndsTheProcess()
    {
        using var cancel = new CancellationTokenSource();
        using var staying = Cam(new RunHost("sh", "-c", "exec sleep 600"), TimeProvider.System);
        var waiting = staying.AskAsync(new("model.onnx", [], null, null), cancellation: cancel.Token);
        await Hosts.UntilAsync(() => staying.Id is not null);
        using var process = Process.GetProcessById(staying.Id!.Value);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Hosts.Patience));
        await Hosts.EndAsync(process);
        Assert.Null(staying.Id);
    }

    public void Dispose() => _workplace.Dispose();

    private static AnsweringProcess<GradCamRequest, GradCamMap> Cam(RunHost host, TimeProvider time) => new(host, RunChild.GradCam, "Grad-CAM", time);
}
