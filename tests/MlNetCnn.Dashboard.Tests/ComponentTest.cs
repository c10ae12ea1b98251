using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MlNetCnn.Dashboard.Networks;
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
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddSingleton(Networks = new OwnNetworks(Path.Combine(_folder.FullName, "networks")));
    }

    internal Clock Clock { get; } = new();

    internal OwnNetworks Networks { get; }

    public Task InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
