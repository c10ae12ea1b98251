using System.Diagnostics;
using System.Globalization;
using MlNetCnn.Experiments;

namespace MlNetCnn.Benchmarks;

/// <summary>How long a store with very many runs takes to list, to filter and to open.</summary>
internal static class StoreFigures
{
    private const int Runs = 10_000;
    private const int Chunk = 500;
    private const int Tags = 40;
    private const int Shown = 50;
    private const int Rounds = 30;

    public static async Task WriteAsync(string place, string artifacts, Run model, TextWriter output)
    {
        var store = await RunStore.OpenAsync(StoreLocation.Parse(place, artifacts));
        var ids = await FillAsync(store, model);
        var database = store.Location.IsPostgres ? "PostgreSQL" : "SQLite";
        var random = new Random(1);
        await ReportAsync($"the newest {Shown}", () => store.ListAsync(new RunFilter { Take = Shown }));
        await ReportAsync($"the newest {Shown} of a tag that {Runs / Tags} have", () => store.ListAsync(new RunFilter { Tag = $"tag-{random.Next(Tags)}", Take = Shown }));
        await ReportAsync("one", () => store.GetAsync(ids[random.Next(ids.Count)]));
        using var follower = new RunFollower(store);
        await ReportAsync("what the dashboard reads of all of them, anew", () => follower.LookAsync(thorough: true), rounds: 5);
        await ReportAsync("what it reads while nothing changes", () => follower.LookAsync());

        async Task ReportAsync(string what, Func<Task> act, int rounds = Rounds)
        {
            await act();
            var times = new double[rounds];
            for (var i = 0; i < rounds; i++)
            {
                var begin = Stopwatch.GetTimestamp();
                await act();
                times[i] = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
            }
            Array.Sort(times);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {database} | {times[rounds / 2]:n2} ({times[^1]:n2}) |"));
        }
    }

    private static async Task<IReadOnlyList<string>> FillAsync(RunStore store, Run model)
    {
        var (ids, now) = (new List<string>(), DateTimeOffset.UtcNow);
        foreach (var chunk in Enumerable.Range(0, Runs).Chunk(Chunk))
        {
            await using var context = store.Database.Open();
            foreach (var i in chunk)
            {
                var at = now.AddMinutes(i - Runs);
                var run = model with { Id = RunId.New(at), CreatedAt = at, Tags = ["figure", $"tag-{i % Tags}"], Group = $"group-{i / 100}" };
                ids.Add(run.Id);
                context.Runs.Add(run.ToRow());
            }
            await context.SaveChangesAsync();
        }
        return ids;
    }
}
