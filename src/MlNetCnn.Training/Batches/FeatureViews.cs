using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>
/// Features of the same images in several views: as they are, then augmented. Training takes one view an epoch, in turn; evaluation
/// takes the first.
/// </summary>
internal sealed class FeatureViews(IReadOnlyList<IImages> views) : IImages
{
    /// <summary>The images as they are first.</summary>
    public IReadOnlyList<IImages> Views => views;

    public Tensor Labels => views[0].Labels;

    public long ResidentBytes => views.Sum(view => view.ResidentBytes);

    public IBatchSource InBatches(int batchSize, int? seed, Tensor? positions = null, bool pins = false, bool balances = false) => seed is null
        ? views[0].InBatches(batchSize, seed, positions, pins, balances)
        : new InTurn([.. views.Select(view => view.InBatches(batchSize, seed, positions, pins, balances))]);

    public void Dispose()
    {
        foreach (var view in views)
            view.Dispose();
    }

    private sealed class InTurn(IBatchSource[] sources) : IBatchSource
    {
        private IBatchSource _current = sources[0];

        public int Images => _current.Images;

        public int Batches => _current.Batches;

        public void StartEpoch(int epoch)
        {
            _current = sources[(epoch - 1) % sources.Length];
            _current.StartEpoch(epoch);
        }

        public Batch Batch(int number) => _current.Batch(number);

        public void Dispose()
        {
            foreach (var source in sources)
                source.Dispose();
        }
    }
}
