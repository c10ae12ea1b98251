namespace MlNetCnn.Experiments;

/// <summary>Decodes uploaded image files in a child process with memory and time limits, which is kept for the next file.</summary>
internal sealed class PictureProcess(RunHost host, TimeProvider time) : IDisposable
{
    private readonly AnsweringProcess<PictureRequest, PictureAnswer> _process = new(host, RunChild.Picture, "decoding images", time)
    {
        MemoryLimit = 1L << 30,
        Patience = TimeSpan.FromSeconds(20),
    };

    /// <summary>Process ID, or null when none is running.</summary>
    public int? Id => _process.Id;

    /// <exception cref="InvalidDataException">It is no image, damaged or too large; the message says which.</exception>
    public async Task<PictureAnswer> DecodeAsync(PictureRequest request, CancellationToken cancellation = default)
    {
        try
        {
            var answer = await _process.AskAsync(request, cancellation: cancellation);
            return answer.Fault is { } fault ? throw new InvalidDataException(fault) : answer;
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidDataException($"'{request.Name}' cannot be decoded: {e.Message}", e);
        }
    }

    public void Dispose() => _process.Dispose();
}
