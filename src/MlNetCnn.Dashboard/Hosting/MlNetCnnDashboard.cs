using System.Collections.Immutable;
using MlNetCnn.Experiments;
using MudBlazor;
using MudBlazor.Services;

namespace MlNetCnn.Dashboard;

/// <summary>Puts the dashboard into an ASP.NET Core app.</summary>
public static class MlNetCnnDashboard
{
    // The JSON of a deep network is one message, which exceeds SignalR's default limit of 32 KB and would end the circuit.
    private const int LargestMessage = 1 << 20;

    /// <summary>
    /// Adds what the dashboard needs, and a worker that executes its runs, each in a process of its own. Data sets are read in such
    /// processes too, in the whole app.
    /// </summary>
    /// <param name="services">The app's services.</param>
    /// <param name="options">What it works on. Default: the user's own store, networks and data sets, as the command line has them.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="NotSupportedException">The app is one file or brings the runtime along, which its runs' processes cannot use.</exception>
    public static IServiceCollection AddMlNetCnnDashboard(this IServiceCollection services, DashboardOptions? options = null) =>
        Add(services, options ?? new(), RunHost.Of(typeof(MlNetCnnDashboard).Assembly));

    /// <param name="services">The app's services.</param>
    /// <param name="options">What it works on.</param>
    /// <param name="host">The program of its runs.</param>
    internal static IServiceCollection Add(IServiceCollection services, DashboardOptions options, RunHost host)
    {
        var data = options.Check().DataFolder is { } folder ? Path.GetFullPath(folder) : null;
        if (data is not null)
            host = host with { Variables = ImmutableDictionary<string, string>.Empty.Add(CacheFolder.Variable, data) };
        DecodingProcess.UseForAll(host);
        services.AddHealthChecks();
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = LargestMessage);
        services.AddMudServices(mud => mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomRight);
        services.AddSingleton(options);
        services.AddSingleton(host);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new OwnNetworks(options.NetworksPath()));
        services.AddSingleton(new DataSetStore(new() { Folder = data }));
        services.AddSingleton(new ServerFolders(options.Folders));
        services.AddSingleton<JobList>();
        services.AddSingleton<DataWork>();
        services.AddSingleton<DataOverview>();
        services.AddSingleton(provider => new Uploads(provider.GetRequiredService<DataSetStore>(), (long)options.UploadMiB << 20));
        services.AddSingleton(_ => RunStore.OpenAsync(options.StoreLocation()).GetAwaiter().GetResult());
        services.AddSingleton<RunQueue>();
        services.AddSingleton<PipelineStart>();
        services.AddSingleton<SpeedMeasurements>();
        services.AddSingleton<AugmentationPreviews>();
        services.AddSingleton<PictureProcess>();
        services.AddSingleton<OnnxFileProcess>();
        services.AddSingleton<RunFeed>();
        services.AddSingleton<RunDetails>();
        services.AddSingleton<RunInsight>();
        return services.AddHostedService<WorkerService>();
    }

    /// <summary>
    /// Serves the dashboard under a path. It asks for nothing: who may open it is up to the app, by <c>RequireAuthorization</c> on what is
    /// returned. Whoever may open it can read, change and delete runs and data sets.
    /// </summary>
    /// <param name="endpoints">The app.</param>
    /// <param name="path">The path. Default: <c>/mlnetcnn</c>.</param>
    public static IEndpointConventionBuilder MapMlNetCnnDashboard(this IEndpointRouteBuilder endpoints, string path = "/mlnetcnn") =>
        Map(endpoints, path, guard: null);

    /// <param name="endpoints">The app.</param>
    /// <param name="path">The path.</param>
    /// <param name="guard">Adds what decides who is let in.</param>
    internal static IEndpointConventionBuilder Map(IEndpointRouteBuilder endpoints, string path, Action<IApplicationBuilder>? guard)
    {
        endpoints.ServiceProvider.GetRequiredService<Uploads>().Sweep();
        // Not the app's builder, which would put Blazor's routes and ours among the app's own.
        var branch = new ApplicationBuilder(endpoints.ServiceProvider);
        branch.UseSecurityHeaders();
        branch.UseMiddleware<SameOriginMiddleware>();
        guard?.Invoke(branch);
        branch.UseStatusCodePagesWithReExecute("/not-found");
        branch.UseRouting();
        branch.UseAntiforgery();
        branch.UseEndpoints(MapOwn);
        var (dashboard, prefix) = (branch.Build(), new PathString($"/{path.Trim('/')}".TrimEnd('/')));
        return endpoints.Map($"{prefix}/{{**rest}}", context => ServeAsync(context, dashboard, prefix)).WithDisplayName("MlNetCnn dashboard");
    }

    private static void MapOwn(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks(AccessMiddleware.HealthPath);
        endpoints.MapStaticAssets();
        // The runs are the start page, but the addresses of all else about them begin with this.
        endpoints.MapGet("/runs", (HttpRequest request) => Results.LocalRedirect($"{request.PathBase}/{request.QueryString}"));
        endpoints.MapRunDownloads();
        endpoints.MapData();
        endpoints.MapTestImages();
        endpoints.MapRazorComponents<Root>().AddInteractiveServerRenderMode(mode => mode.ContentSecurityFrameAncestorsPolicy = null);
    }

    private static async Task ServeAsync(HttpContext context, RequestDelegate dashboard, PathString prefix)
    {
        var (request, (pathBase, path), endpoint) = (context.Request, (context.Request.PathBase, context.Request.Path), context.GetEndpoint());
        request.Path.StartsWithSegments(prefix, out var matched, out var rest);
        (request.PathBase, request.Path) = (pathBase.Add(matched), rest.HasValue ? rest : "/");
        request.RouteValues.Clear();
        context.SetEndpoint(null);
        try
        {
            await dashboard(context);
        }
        finally
        {
            (request.PathBase, request.Path) = (pathBase, path);
            context.SetEndpoint(endpoint);
        }
    }
}
