using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using MlNetCnn.Training;
using Npgsql;

namespace MlNetCnn.Experiments;

/// <summary>
/// Stored runs: rows in SQLite or PostgreSQL, and a folder each. Any number of processes may use a store at once. Thread-safe.
/// </summary>
internal sealed partial class RunStore
{
    private readonly TimeProvider _time;
    private TimeSpan _clockOffset;

    private RunStore(StoreLocation location, TimeProvider time)
    {
        Location = location;
        Database = new StoreDatabase(location);
        _time = time;
    }

    public StoreLocation Location { get; }

    internal StoreDatabase Database { get; }

    /// <summary>Current time by the database's clock, which all machines share.</summary>
    internal DateTimeOffset Now => _time.GetUtcNow() + _clockOffset;

    internal TimeProvider Time => _time;

    /// <summary>Opens a store, creating or upgrading it if necessary, and interrupts runs whose process on this machine has died.</summary>
    /// <exception cref="StoreException">The store cannot be reached, or is of a newer version.</exception>
    public static async Task<RunStore> OpenAsync(StoreLocation? location = null, TimeProvider? time = null, CancellationToken cancellation = default)
    {
        var store = new RunStore(location ?? StoreLocation.Parse(), time ?? TimeProvider.System);
        await store.Database.MigrateAsync(cancellation);
        if (store.Location.IsPostgres)
            store._clockOffset = await store.MeasureClockAsync(cancellation);
        await store.ReleaseLostAsync(cancellation);
        return store;
    }

    /// <summary>The folder of a run.</summary>
    /// <exception cref="ArgumentException">It is no run's name.</exception>
    public RunFolder FolderOf(string id) => RunId.IsId(id)
        ? new RunFolder(Path.Combine(Location.Artifacts, id))
        : throw new ArgumentException($"'{id}' is not the name of a run.", nameof(id));

    /// <summary>
    /// Adds a new run, which then waits for a worker. <see cref="RunQueue.AddAsync(RunRequest, int, string?, CancellationToken)"/> also
    /// wakes one.
    /// </summary>
    /// <exception cref="ArgumentException">The request has a value out of its range; the message names it.</exception>
    /// <exception cref="FormatException">The request has a setting that is unknown or cannot be read.</exception>
    public Task<Run> AddAsync(RunRequest request, int priority = 0, string? note = null, CancellationToken cancellation = default) =>
        AddAsync(NewRun(request, priority, note), cancellation);

    /// <summary>Finds a run by its ID, or by the last part or a prefix of it where that is unique.</summary>
    /// <exception cref="StoreException">Several runs have it; or the store cannot be reached.</exception>
    public async Task<Run?> FindAsync(string id, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        var part = id.Trim().ToLowerInvariant();
        if (!RunId.IsId(part))
            return null;
        await using var context = Database.Open();
        var runs = context.Runs.AsNoTracking().Include(r => r.Tags);
        var row = await runs.FirstOrDefaultAsync(r => r.Id == part, cancellation);
        if (row is not null)
            return row.ToRun();
        var found = await runs.Where(r => r.Id.EndsWith("-" + part) || r.Id.StartsWith(part)).Take(2).ToListAsync(cancellation);
        return found switch
        {
            [] => null,
            [var one] => one.ToRun(),
            _ => throw new StoreException($"'{id}' is a part of the names of several runs, such as {found[0].Id} and {found[1].Id}: give the whole name."),
        };
    }

    /// <summary>Like <see cref="FindAsync"/>, but the run must exist.</summary>
    /// <exception cref="StoreException">There is none, or there are several; or the store cannot be reached.</exception>
    public async Task<Run> GetAsync(string id, CancellationToken cancellation = default) =>
        await FindAsync(id, cancellation) ?? throw new StoreException($"There is no run '{id}' in {Location}.");

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<Run>> ListAsync(RunFilter? filter = null, CancellationToken cancellation = default)
    {
        filter ??= new RunFilter();
        ArgumentOutOfRangeException.ThrowIfLessThan(filter.Take, 1, nameof(filter));
        await using var context = Database.Open();
        var runs = filter.Trash ? context.Runs.Where(r => r.TrashedAt != null) : context.Runs.Where(r => r.TrashedAt == null);
        if (filter.State is { } state)
            runs = runs.Where(r => r.State == state);
        if (filter.Tag is { } tag)
            runs = runs.Where(r => r.Tags.Any(t => t.Tag == tag));
        if (filter.Group is { } group)
            runs = runs.Where(r => r.Group == group);
        if (filter.Architecture is { } architecture)
            runs = runs.Where(r => r.Architecture == architecture);
        if (filter.Data is { } data)
            runs = runs.Where(r => r.Data == data);
        if (filter.Text is { } text)
        {
            var pattern = $"%{LikeSign().Replace(text.ToLowerInvariant(), @"\$0")}%";
            runs = runs.Where(r => EF.Functions.Like(r.Name.ToLower(), pattern, @"\"));
        }
        if (filter.After is { CreatedAt: var time, Id: var id })
            runs = runs.Where(r => r.CreatedAt < time || (r.CreatedAt == time && r.Id.CompareTo(id) < 0));
        var rows = await runs.AsNoTracking().Include(r => r.Tags)
            .OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id).Take(filter.Take).ToListAsync(cancellation);
        return [.. rows.Select(r => r.ToRun())];
    }

    /// <summary>Those of the runs with these IDs that exist, in no order.</summary>
    public async Task<IReadOnlyList<Run>> ReadAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation = default)
    {
        if (ids.Count == 0)
            return [];
        await using var context = Database.Open();
        var rows = await context.Runs.Where(r => ids.Contains(r.Id)).AsNoTracking().Include(r => r.Tags).ToListAsync(cancellation);
        return [.. rows.Select(r => r.ToRun())];
    }

    /// <summary>Metrics by epoch from the folder of a run; none where there is no file.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public IReadOnlyList<EpochMetrics> Epochs(string id) => new MetricsFile(FolderOf(id).Newest.Metrics).Read();

    /// <summary>Creates a queued run without storing it.</summary>
    internal Run NewRun(RunRequest request, int priority, string? note)
    {
        request.Check();
        var now = Now;
        return new Run
        {
            Id = RunId.New(now),
            Name = request.Name ?? request.Architecture.Name,
            Note = note,
            Group = request.Group,
            Tags = request.Tags,
            State = RunState.Queued,
            Priority = priority,
            Request = request,
            RequestHash = request.ContentHash(),
            CreatedAt = now,
            QueuedAt = now,
        };
    }

    internal async Task<Run> AddAsync(Run run, CancellationToken cancellation)
    {
        await AddAsync([run], cancellation);
        return run;
    }

    /// <summary>Adds all runs or none.</summary>
    internal async Task AddAsync(IEnumerable<Run> runs, CancellationToken cancellation)
    {
        await using var context = Database.Open();
        context.Runs.AddRange(runs.Select(r => r.ToRow()));
        await context.SaveChangesAsync(cancellation);
    }

    private async Task ReleaseLostAsync(CancellationToken cancellation)
    {
        try
        {
            await new LostRuns(this).ReleaseAsync(cancellation);
        }
        catch (Exception e) when (StoreException.IsOfDatabase(e))
        {
            // A read-only store can still be read.
        }
    }

    [GeneratedRegex(@"[%_\\]")]
    private static partial Regex LikeSign();

    // Clocks of machines differ; leases must not.
    private async Task<TimeSpan> MeasureClockAsync(CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(Location.ConnectionString);
        await connection.OpenAsync(cancellation);
        await using var ask = new NpgsqlCommand("SELECT clock_timestamp()", connection);
        var before = _time.GetUtcNow();
        var there = new DateTimeOffset((DateTime)(await ask.ExecuteScalarAsync(cancellation))!);
        return there - (before + ((_time.GetUtcNow() - before) / 2));
    }
}
