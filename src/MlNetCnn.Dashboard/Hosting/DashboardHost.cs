using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using MlNetCnn.Experiments;
using MlNetCnn.Telemetry;
using MudBlazor;
using MudBlazor.Services;

namespace MlNetCnn.Dashboard;

internal static class DashboardHost
{
    private const string Usage = """
        The dashboard of MlNetCnn, in a browser.

          --urls URLS          Where to listen, apart by ';'. Default: http://localhost:5080. ASPNETCORE_URLS.
          --token TOKEN        What a browser has to show: 16 characters or more. By default one is made up at each start; it stands in
                               the printed address. MLNETCNN_TOKEN, which other users of the machine cannot see.
          --no-token           Let in everybody who reaches the server, all users of this machine at least. MLNETCNN_NO_TOKEN=true.
          --hosts NAMES        Further names this machine is reached by, apart by ';'. MLNETCNN_HOSTS.
          --networks FOLDER    Where your own networks are kept. MLNETCNN_NETWORKS.
          --store STORE        Where runs are kept: a file (SQLite), or a connection string of PostgreSQL. The command line's
                               store by default. MLNETCNN_STORE.
          --artifacts FOLDER   Where the runs' files are kept. Default: 'runs' beside the store. MLNETCNN_ARTIFACTS.
          --data FOLDER        Where data sets are kept. MLNETCNN_DATA.
          --folders FOLDERS    Where browsers may take images from by their path, apart by ';'. Default: your own folder and this
                               one, but none beyond this machine. MLNETCNN_FOLDERS.
          --upload-mib N       The largest file that a browser may upload. Default: 4096. MLNETCNN_UPLOAD_MIB.
          --slots N            Runs that this process does at once; 0 leaves them to 'mlnetcnn worker'. Default: 1. MLNETCNN_SLOTS.
          --telemetry WHERE    Hand on metrics and traces of these runs (OpenTelemetry): console, otlp (as OTEL_ variables say), or a
                               collector's address like http://localhost:4318. Default: nowhere. MLNETCNN_TELEMETRY.
        """;

    // The JSON of a deep network is one message, which exceeds SignalR's default limit of 32 KB and would end the circuit.
    private const int LargestMessage = 1 << 20;

    /// <summary>Returns the exit code when the process is told to stop: 0, or 1 after one sentence on <paramref name="errors"/>.</summary>
    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        if (args is ["--help" or "-h" or "-?"])
        {
            output.WriteLine(Usage);
            return 0;
        }
        try
        {
            using var app = Create(args);
            using var telemetry = TelemetryExport.Start(app.Services.GetRequiredService<DashboardOptions>().Telemetry, "mlnetcnn-dashboard");
            app.Lifetime.ApplicationStarted.Register(() => Announce(app, output, errors));
            app.Run();
            return 0;
        }
        catch (Exception e) when (e is ArgumentException or IOException or FormatException or InvalidOperationException or StoreException)
        {
            errors.WriteLine(e.Message);
            return 1;
        }
    }

    /// <exception cref="ArgumentException">An option cannot be used.</exception>
    public static WebApplication Create(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = [.. args.Select(Switch)], ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        var options = DashboardOptions.From(builder.Configuration);
        builder.WebHost.UseUrls([.. options.Urls]);
        // Needed when running from the build output without publishing.
        builder.WebHost.UseStaticWebAssets();
        AddServices(builder.Services, options);
        var app = builder.Build();
        Use(app);
        return app;
    }

    // The configuration provider does not support options without a value.
    private static string Switch(string argument) => argument == "--no-token" ? "--no-token=true" : argument;

    private static void AddServices(IServiceCollection services, DashboardOptions options)
    {
        // DNS rebinding: a foreign name that resolves to this machine must not reach the server.
        // With a token any name is safe, since the cookie is bound to it.
        services.PostConfigure<HostFilteringOptions>(filter =>
        {
            filter.AllowedHosts = options.IsLocal || options.Hosts.Count > 0 || options.Token is null
                ? [.. Loopback.Hosts, .. options.IsLocal ? [] : Loopback.OtherHosts(), .. options.Hosts]
                : ["*"];
            filter.AllowEmptyHosts = false;
        });
        // It protects forms and circuits, which end with the process: no keys are stored.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddHealthChecks();
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = LargestMessage);
        services.AddMudServices(mud => mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomRight);
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => new WrongTokens(WrongTokens.Period));
        services.AddSingleton(new OwnNetworks(options.NetworksFolder));
        services.AddSingleton(new DataSetStore(new() { Folder = options.DataFolder }));
        services.AddSingleton(new ServerFolders(options.Folders));
        services.AddSingleton<JobList>();
        services.AddSingleton<DataWork>();
        services.AddSingleton<DataOverview>();
        services.AddSingleton(provider => new Uploads(provider.GetRequiredService<DataSetStore>(), (long)options.UploadMiB << 20));
        // Open the store before serving, so that an unreachable store is reported immediately.
        var store = RunStore.OpenAsync(options.Store).GetAwaiter().GetResult();
        services.AddSingleton(store);
        services.AddSingleton(new RunQueue(store));
        services.AddSingleton<PipelineStart>();
        services.AddSingleton(_ => new SpeedMeasurements(RunHost.Own, store, TimeProvider.System, options.Slots));
        services.AddSingleton(_ => new AugmentationPreviews(RunHost.Own, TimeProvider.System));
        services.AddSingleton(_ => new PictureProcess(RunHost.Own, TimeProvider.System));
        services.AddSingleton<RunFeed>();
        services.AddSingleton<RunDetails>();
        services.AddSingleton<RunInsight>();
        services.AddHostedService<WorkerService>();
    }

    private static void Use(WebApplication app)
    {
        app.Services.GetRequiredService<Uploads>().Sweep();
        app.UseSecurityHeaders();
        app.UseMiddleware<SameOriginMiddleware>();
        app.UseMiddleware<AccessMiddleware>();
        app.UseStatusCodePagesWithReExecute("/not-found");
        app.UseAntiforgery();
        app.MapHealthChecks(AccessMiddleware.HealthPath);
        app.MapStaticAssets();
        app.MapRunDownloads();
        app.MapData();
        app.MapTestImages();
        app.MapRazorComponents<Root>().AddInteractiveServerRenderMode(mode => mode.ContentSecurityFrameAncestorsPolicy = null);
    }

    private static void Announce(WebApplication app, TextWriter output, TextWriter errors)
    {
        var options = app.Services.GetRequiredService<DashboardOptions>();
        var token = options.Token;
        if (token is null)
        {
            errors.WriteLine($"WARNING: no token is asked for. {(options.IsLocal ? "Every user of this machine" : "Everybody who reaches this machine, and every user of it,")} "
                + "can read, change and delete runs and data sets: leave out --no-token to prevent that.");
            errors.Flush();
        }
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        foreach (var address in addresses)
            output.WriteLine($"The dashboard is at {address}{(token is null ? "" : $"/?token={Uri.EscapeDataString(token)}")}");
        output.WriteLine("Press Ctrl+C to stop it.");
        output.Flush();
    }
}
