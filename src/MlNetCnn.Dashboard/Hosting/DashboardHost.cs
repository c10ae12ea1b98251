using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

internal static class DashboardHost
{
    private static readonly string Usage = string.Join(Environment.NewLine,
    [
        "The dashboard of MlNetCnn, in a browser.",
        "",
        .. ServerSwitch.All.Select(s => $"  {$"{s.Name} {s.Placeholder}",-29}{s.Description}"),
    ]);

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
            Serve(app, output, errors);
            return 0;
        }
        catch (Exception e) when (e is ArgumentException or IOException or FormatException or InvalidOperationException or StoreException)
        {
            errors.WriteLine(e.Message);
            return 1;
        }
    }

    /// <summary>Serves until the process is told to stop. The process has to be one that runs can be started with: see <see cref="RunChild"/>.</summary>
    /// <exception cref="IOException">An address cannot be listened on.</exception>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public static void Serve(WebApplication app, TextWriter output, TextWriter errors)
    {
        using var telemetry = TelemetryExport.Start(app.Services.GetRequiredService<ServerOptions>().Telemetry, "mlnetcnn-dashboard");
        app.Lifetime.ApplicationStarted.Register(() => Announce(app, output, errors));
        app.Run();
    }

    /// <summary>Reads the options, and sets up what they ask for.</summary>
    /// <exception cref="ArgumentException">An option cannot be used.</exception>
    public static WebApplication Create(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = [.. args.Select(Switch)], ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // It would warn that keys are stored in the clear: those stored protect nothing, see below.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // What keeps it from starting is told in a sentence, and forms of before a restart are answered: neither needs a stack trace.
        foreach (var category in (string[])["Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Antiforgery"])
            builder.Logging.AddFilter(category, LogLevel.None);
        var options = ServerOptions.From(builder.Configuration);
        builder.WebHost.UseUrls([.. options.Urls]);
        // Needed when running from the build output without publishing.
        builder.WebHost.UseStaticWebAssets();
        AddServices(builder.Services, options);
        var app = builder.Build();
        MlNetCnnDashboard.Map(app, "/", guard: branch => branch.UseMiddleware<AccessMiddleware>());
        return app;
    }

    // The configuration provider does not support options without a value.
    private static string Switch(string argument) => argument == ServerSwitch.NoToken ? $"{argument}=true" : argument;

    private static void AddServices(IServiceCollection services, ServerOptions options)
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
        services.AddSingleton(options);
        services.AddSingleton(_ => new WrongTokens(WrongTokens.Period));
        MlNetCnnDashboard.Add(services, options.Dashboard, RunHost.Own);
    }

    private static void Announce(WebApplication app, TextWriter output, TextWriter errors)
    {
        var options = app.Services.GetRequiredService<ServerOptions>();
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
