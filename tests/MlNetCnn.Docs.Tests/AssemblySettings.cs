// Samples run in a folder of their own and write to the console, of which a process has one.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
