using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>Explains images by Grad-CAM in a process of its own.</summary>
/// <param name="host">The executable.</param>
/// <param name="time">The clock.</param>
internal sealed class GradCamProcess(RunHost host, TimeProvider time) : IDisposable
{
    /// <summary>How long the process stays without a request.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(3);

    private readonly AnsweringProcess<GradCamRequest, GradCamMap> _process = new(host, RunChild.GradCam, "Grad-CAM", time) { Rest = Rest };

    /// <summary>The number of the process, or null where none is there.</summary>
    public int? Id => _process.Id;

    /// <summary>Explains one image.</summary>
    /// <inheritdoc cref="AnsweringProcess{TRequest, TAnswer}.AskAsync(TRequest, Action{TAnswer}, CancellationToken)"/>
    public Task<GradCamMap> ExplainAsync(GradCamRequest request, CancellationToken cancellation = default) => _process.AskAsync(request, cancellation: cancellation);

    public void Dispose() => _process.Dispose();
}
