// Training takes all cores: side by side the tests would only be slower.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
