using MlNetCnn.Benchmarks;

// Usage: training|scoring|catalog [--rounds N] [--seconds S] [--only TEXT]
//        data [--rounds N] [--archive FILE.tar.gz]
//        runs [--postgres CONNECTION]
//        dashboard [--only start|update|watchers|visitors|comparison]
// Each contender is a process of its own ("child NAME"), so that none has the other's allocator settings or random state; they take turns.
try
{
    return args switch
    {
        ["child", .. var name] => Contenders.Serve(string.Join(' ', name), Console.In, Console.Out),
        ["training", .. var rest] => TrainingFigures.Run(RunSettings.Parse(rest), Console.Out, Console.Error),
        ["scoring", .. var rest] => ScoringFigures.Run(RunSettings.Parse(rest, ScoringFigures.Defaults), Console.Out, Console.Error),
        ["catalog", .. var rest] => CatalogFigures.Run(RunSettings.Parse(rest, CatalogFigures.Defaults), Console.Out),
        ["data", .. var rest] => DataFigures.Run(rest, Console.Out, Console.Error),
        ["runs", .. var rest] => await RunFigures.RunAsync(rest, Console.Out),
        ["dashboard", .. var rest] => await DashboardFigures.RunAsync(rest, Console.Out),
        _ => throw new ArgumentException(
            "Usage: training|scoring|catalog [--rounds N] [--seconds S] [--only TEXT], data [--rounds N] [--archive FILE.tar.gz], runs [--postgres CONNECTION] or dashboard [--only PART]"),
    };
}
catch (ArgumentException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
