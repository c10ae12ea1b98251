using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Which images an epoch takes and in which order: shuffled by the seed and the epoch alone, or as they are stored.</summary>
/// <param name="labels">Of all images, [N].</param>
/// <param name="selection">The positions of the images to take, [n]; null for all.</param>
/// <param name="seed">Null where nothing is shuffled.</param>
/// <param name="balances">Whether classes are taken equally often.</param>
internal sealed class EpochOrder(Tensor labels, Tensor? selection, int? seed, bool balances) : IDisposable
{
    private readonly BalancedOrder? _balanced = balances && seed is not null ? new BalancedOrder(labels, selection) : null;
    private readonly Tensor? _selection = selection?.to(labels.device).alias().DetachFromDisposeScope();
    private Tensor? _shuffled;

    public int Count { get; } = (int)(selection ?? labels).shape[0];

    /// <summary>The positions of the epoch's images [n], on the labels' device; null for all images as they are stored.</summary>
    public Tensor? Positions => _shuffled ?? _selection;

    public void Start(int epoch)
    {
        if (seed is not { } given)
            return;
        _shuffled?.Dispose();
        using var scope = NewDisposeScope();
        if (_balanced is not null)
        {
            _shuffled = tensor(_balanced.Draw(RandomSeed.Of(given, epoch))).to(labels.device).DetachFromDisposeScope();
            return;
        }
        var generator = new Generator(RandomSeed.Of(given, epoch), CPU);
        var order = randperm(Count, generator: generator).to(labels.device); // [n]
        _shuffled = (_selection is null ? order : _selection.index_select(0, order)).DetachFromDisposeScope();
        generator.Dispose();
    }

    public void Dispose()
    {
        _shuffled?.Dispose();
        _selection?.Dispose();
    }
}
