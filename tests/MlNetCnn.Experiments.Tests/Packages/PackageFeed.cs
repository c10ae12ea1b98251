namespace MlNetCnn.Experiments.Tests;

/// <summary>What somebody without this repository has: its packages in a folder, and a folder for apps that are built from them.</summary>
public sealed class PackageFeed : IAsyncLifetime
{
    private readonly string[] _projects;
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetcnn-packages-").FullName;

    public PackageFeed() : this([.. Libraries, "MlNetCnn.Templates"])
    {
    }

    internal PackageFeed(string[] projects) => _projects = projects;

    internal static string[] Libraries { get; } = ["MlNetCnn", "MlNetCnn.Components", "MlNetCnn.Dashboard", "MlNetCnn.Pretrained", "MlNetCnn.Textbook", "MlNetCnn.Training"];

    public async Task InitializeAsync()
    {
        await Task.WhenAll(_projects.Select(project => DotNet.PackAsync(project, In("feed"))));
        // Of the packages only these are new: the others come from where this build found them, or from where it would look.
        var user = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        File.WriteAllText(In("nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><add key="packed" value="feed" /></packageSources>
              <fallbackPackageFolders><add key="user" value="{user}" /></fallbackPackageFolders>
            </configuration>
            """);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    internal string In(params string[] parts) => Path.Combine([_folder, .. parts]);

    /// <summary>The package of a project, or one of another kind beside it.</summary>
    internal string Package(string id, string extension = "nupkg") => Directory.GetFiles(In("feed"), $"{id}.?.*.{extension}").Single();

    /// <summary>Calls the .NET command line in one of its folders, and expects that to succeed.</summary>
    internal async Task<string> RunAsync(string folder, params string[] arguments)
    {
        var (exitCode, output) = await DotNet.RunAsync(In(folder), arguments);
        return exitCode == 0 ? output : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} failed: {output}");
    }
}
