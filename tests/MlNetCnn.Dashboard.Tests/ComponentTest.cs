using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using MlNetCnn.Experiments;
using MudBlazor.Services;

namespace MlNetCnn.Dashboard.Tests;

/// <summary>A page without a browser: components, their services, a clock that stands and a folder that is gone afterwards.</summary>
public abstract class ComponentTest : BunitContext, IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlnetcnn-dashboard-");

    protected ComponentTest()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddSingleton<AntiforgeryStateProvider>(new FixedToken());
        Services.AddSingleton(new DashboardOptions());
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddSingleton(Networks = new OwnNetworks(Path.Combine(_folder.FullName, "networks")));
        Services.AddSingleton(DataSets = new DataSetStore(new() { Folder = Path.Combine(_folder.FullName, "data") }));
        // Where folders of tests are made.
        Services.AddSingleton(new ServerFolders([Path.GetPathRoot(_folder.FullName)!]));
        Services.AddSingleton<JobList>();
        Services.AddSingleton<DataWork>();
        Services.AddSingleton<DataOverview>();
        Services.AddSingleton(new Uploads(DataSets, limit: 1 << 20));
        Services.AddSingleton(_ => EmptyStore.OpenIn(_folder, Clock));
        Services.AddSingleton(provider => new RunQueue(provider.GetRequiredService<RunStore>()));
        Services.AddSingleton<PipelineStart>();
        Services.AddSingleton(_ => Host);
        Services.AddSingleton<SpeedMeasurements>();
        Services.AddSingleton<AugmentationPreviews>();
        Services.AddSingleton(DashboardProcess.Pictures);
        Services.AddSingleton<RunFeed>();
        Services.AddSingleton<RunDetails>();
        Services.AddSingleton<RunInsight>();
    }

    internal Clock Clock { get; } = new();

    /// <summary>What answers for processes of their own. At first nothing does.</summary>
    internal RunHost Host { get; set; } = new("sh", "-c", "echo no test expects this process >&2; exit 1");

    internal OwnNetworks Networks { get; }

    internal DataSetStore DataSets { get; }

    /// <summary>The runs, none at first; opened when it is first asked for. No worker takes any.</summary>
    internal RunStore Store => Services.GetRequiredService<RunStore>();

    internal RunQueue Queue => Services.GetRequiredService<RunQueue>();

    public Task InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        EmptyStore.CloseAll();
        _folder.Delete(recursive: true);
    }

    private sealed class FixedToken : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => new("the token", "__RequestVerificationToken");
    }
}
