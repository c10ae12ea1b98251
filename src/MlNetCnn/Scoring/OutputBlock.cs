namespace MlNetCnn;

/// <summary>Room for some of the network's outputs, for blocks of as many rows.</summary>
internal sealed class OutputBlock(params OutputBuffer[] buffers)
{
    public GraphOutputs Outputs { get; } = new(Array.ConvertAll(buffers, b => (b.Name, b.Shape)));

    public nint[] Addresses { get; } = Array.ConvertAll(buffers, b => b.Address);
}
