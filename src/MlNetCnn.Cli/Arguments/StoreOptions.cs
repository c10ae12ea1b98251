using System.CommandLine;
using MlNetCnn.Experiments;

namespace MlNetCnn.Cli;

/// <summary>The options for the location of the run store.</summary>
internal sealed class StoreOptions
{
    private readonly Option<string?> _store = Options.Optional<string>("--store", "STORE",
        $"Keep runs in this SQLite file or PostgreSQL database (a connection string). Default: ${StoreLocation.StoreVariable}, else a file in your data folder.");

    private readonly Option<string?> _artifacts = Options.Optional<string>("--artifacts", "DIR",
        $"Keep the runs' files in this folder, shared by all machines. Default: ${StoreLocation.ArtifactsVariable}, else 'runs' beside the store.");

    public void AddTo(Command command)
    {
        command.Options.Add(_store);
        command.Options.Add(_artifacts);
    }

    /// <summary>The options that most people set.</summary>
    public IEnumerable<Option> Common => [_store];

    public IReadOnlyList<Option> All => [_store, _artifacts];

    /// <exception cref="StoreException">The store cannot be used.</exception>
    public RunStore Open(ParseResult result) => RunStore.OpenAsync(Location(result)).GetAwaiter().GetResult();

    public StoreLocation Location(ParseResult result) => UsageError.Read(() => StoreLocation.Parse(result.GetValue(_store), result.GetValue(_artifacts)));
}
