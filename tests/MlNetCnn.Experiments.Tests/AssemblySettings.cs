// Runs are processes of one thread each: two tests at a time keep two cores busy, more would only be slower.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
