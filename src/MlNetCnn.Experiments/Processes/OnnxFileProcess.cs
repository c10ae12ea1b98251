namespace MlNetCnn.Experiments;

/// <summary>Looks into uploaded ONNX files in a child process with memory and time limits, one file after another.</summary>
internal sealed class OnnxFileProcess(RunHost host, TimeProvider time) : IDisposable
{
    private readonly AnsweringProcess<OnnxFileRequest, OnnxFileAnswer> _process = new(host, RunChild.OnnxFile, "reading ONNX files", time)
    {
        // The file, the graph, and the network's weights twice.
        MemoryLimit = 6L << 30,
        Patience = TimeSpan.FromMinutes(2),
        Rest = TimeSpan.FromSeconds(20),
    };

    /// <exception cref="InvalidDataException">It is no ONNX file, or damaged.</exception>
    public async Task<OnnxFileAnswer> ReadAsync(OnnxFileRequest request, CancellationToken cancellation)
    {
        OnnxFileAnswer? graph = null;
        try
        {
            return await _process.AskAsync(request, told => graph = told, cancellation);
        }
        catch (InvalidOperationException e)
        {
            return graph is null ? throw new InvalidDataException(e.Message, e) : graph with { Reason = e.Message };
        }
    }

    public void Dispose() => _process.Dispose();
}
