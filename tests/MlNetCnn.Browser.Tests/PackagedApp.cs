using MlNetCnn.Experiments.Tests;

namespace MlNetCnn.Browser.Tests;

/// <summary>A stranger's app: a sample built outside of this repository, from its packages, and started.</summary>
public abstract class PackagedApp(string name, params string[] packages) : IAsyncLifetime
{
    private readonly PackageFeed _feed = new(packages);
    private ServedApp? _server;

    /// <summary>Where it listens.</summary>
    public Uri Address => _server!.Address;

    public async Task InitializeAsync()
    {
        await _feed.InitializeAsync();
        var arguments = await BuildAsync();
        _server = await ServedApp.StartAsync(In(name), arguments);
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        await _feed.DisposeAsync();
    }

    /// <summary>Builds it, and returns its own arguments.</summary>
    protected abstract Task<string[]> BuildAsync();

    /// <summary>Copies a folder of <c>tests/samples</c> over what is there.</summary>
    protected void CopySample(string project)
    {
        var sample = Repository.File("tests", "samples", project);
        foreach (var file in Directory.EnumerateFiles(sample, "*", SearchOption.AllDirectories))
        {
            var target = In(project, Path.GetRelativePath(sample, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }

    protected Task<string> RunAsync(params string[] arguments) => _feed.RunAsync("", arguments);

    protected string In(params string[] parts) => _feed.In(parts);
}
