using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using Parameter = TorchSharp.Modules.Parameter;

namespace MlNetCnn.Training;

/// <summary>Two modules of one plan, tensor by tensor: the network that is trained and another that follows it.</summary>
internal sealed class ModulePair
{
    private readonly (Tensor Source, Tensor Follower)[] _buffers;

    /// <summary>Takes the tensors the modules have now: converting a module afterwards would leave them behind.</summary>
    public ModulePair(Module source, Module follower)
    {
        Parameters = [.. source.parameters().Zip(follower.parameters())];
        _buffers = [.. source.named_buffers().Zip(follower.named_buffers(), (s, f) => (s.buffer, f.buffer))];
    }

    public IReadOnlyList<(Parameter Source, Parameter Follower)> Parameters { get; }

    /// <summary>The running statistics of the source to the one that follows.</summary>
    public void TakeStatistics()
    {
        using var noGradients = no_grad();
        foreach (var (source, follower) in _buffers)
            follower.copy_(source);
    }

    /// <summary>The running statistics of the one that follows to the source.</summary>
    public void GiveStatistics()
    {
        using var noGradients = no_grad();
        foreach (var (source, follower) in _buffers)
            source.copy_(follower);
    }
}
