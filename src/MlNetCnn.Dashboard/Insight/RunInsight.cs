using MlNetCnn.Experiments;
using MlNetCnn.Training;

namespace MlNetCnn.Dashboard;

/// <summary>Shared by the pages about a run's model: open networks, test images and the Grad-CAM process.</summary>
internal sealed class RunInsight(RunStore store, DataSetStore dataSets, RunHost host, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);

    private readonly RestingCache<(string Id, DateTime Written), LayerProbe> _probes = new(time, Rest, most: 3);
    private readonly RestingCache<(string Id, DateTime Written), TestImages> _images = new(time, Rest, most: 4);
    private readonly RestingCache<(string Id, DateTime Written), RunTest> _tests = new(time, Rest, most: 8);
    private readonly AnsweringProcess<GradCamRequest, GradCamMap> _gradCam = new(host, RunChild.GradCam, "Grad-CAM", time);

    /// <summary>Uses the network of a run on a pool thread.</summary>
    /// <exception cref="IOException">There is no model.</exception>
    /// <exception cref="InvalidDataException">The model cannot be read, or cannot be run.</exception>
    public Task<T> LookAsync<T>(Run run, Func<LayerProbe, T> use)
    {
        var model = ModelOf(run);
        return _probes.UseAsync((run.Id, File.GetLastWriteTimeUtc(model)), () => new LayerProbe(CnnModel.Load(model), new() { Device = "cpu" }), use);
    }

    public Task<TestImages> ImagesAsync(Run run) => _images.UseAsync((run.Id, run.EndedAt?.UtcDateTime ?? default), () => TestImages.Open(run, dataSets), images => images);

    /// <exception cref="InvalidDataException">It was not tested, or the file of predictions is damaged.</exception>
    /// <exception cref="IOException">The file of predictions is not there.</exception>
    public Task<RunTest> TestAsync(Run run)
    {
        var folder = store.FolderOf(run.Id).Newest;
        return _tests.UseAsync((run.Id, File.GetLastWriteTimeUtc(folder.Predictions)), () => RunTest.Read(run, folder), test => test);
    }

    /// <exception cref="InvalidOperationException">It failed; the message says why.</exception>
    public Task<GradCamMap> ExplainAsync(Run run, float[] pixels, int? classIndex, string? layer, CancellationToken cancellation) =>
        _gradCam.AskAsync(new GradCamRequest(ModelOf(run), pixels, classIndex, layer), cancellation: cancellation);

    /// <summary>Scores the test images on a pool thread.</summary>
    /// <exception cref="IOException">There is no model.</exception>
    /// <exception cref="InvalidDataException">The model or the images cannot be read, or do not fit each other.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<RunFigures> MeasureAsync(Run run, CancellationToken cancellation)
    {
        var model = await LookAsync(run, probe => probe.Model);
        var (images, problem) = await ImagesAsync(run);
        if (images is null || !images.Shape.Equals(model.Plan.Input))
            throw new InvalidDataException(problem ?? $"The images are {images!.Shape}, but the network reads {model.Plan.Input}.");
        return await Task.Run(() => RunFigures.Of(model, images, cancellation), cancellation);
    }

    public void Dispose()
    {
        _probes.Dispose();
        _images.Dispose();
        _tests.Dispose();
        _gradCam.Dispose();
    }

    private string ModelOf(Run run)
    {
        var path = store.FolderOf(run.Id).Newest.Onnx;
        return File.Exists(path) ? path : throw new FileNotFoundException(
            $"The run '{run.Name}' has no model yet: it is {run.State.Word()}, and the model is there when it has succeeded.", path);
    }
}
