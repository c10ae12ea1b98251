// TorchSharp's random state and thread count are process-wide: two tests at once would disturb each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
