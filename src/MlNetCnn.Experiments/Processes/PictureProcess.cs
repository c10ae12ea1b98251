namespace MlNetCnn.Experiments;

/// <summary>Decodes image files that somebody chose, in a process of its own with limits of memory and time, which stays for the next one.</summary>
/// <param name="host">The executable.</param>
/// <param name="time">The clock.</param>
internal sealed class PictureProcess(RunHost host, TimeProvider time) : IDisposable
{
    private readonly AnsweringProcess<PictureRequest, PictureAnswer> _process = new(host, RunChild.Picture, "decoding images", time)
    {
        MemoryLimit = 1L << 30,
        Patience = TimeSpan.FromSeconds(20),
    };

    /// <summary>The number of the process, or null where none is there.</summary>
    public int? Id => _process.Id;

    /// <summary>Decodes one file.</summary>
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
