using System.CommandLine;
using MlNetCnn.Dashboard;

namespace MlNetCnn.Cli;

internal static class DashboardCommand
{
    public const string Description = "Serve the dashboard until Ctrl-C: configure runs, watch, compare and look inside them in a browser.";

    public static Command Create()
    {
        var options = ServerSwitch.All.Select(CreateOption).ToArray();
        var command = new Command("dashboard", Description);
        foreach (var option in options)
            command.Options.Add(option);
        command.SetAction(result =>
        {
            var given = options.Select(result.GetResult).Where(o => o is { Implicit: false });
            var configuration = result.InvocationConfiguration;
            string[] switches = [.. given.SelectMany(o => (string[])[o!.Option.Name, .. o.Tokens.Select(t => t.Value)])];
            using var app = UsageError.Read(() => DashboardHost.Create(switches));
            DashboardHost.Serve(app, configuration.Output, configuration.Error);
            return 0;
        });
        return command;
    }

    private static Option CreateOption(ServerSwitch wanted) => wanted.Placeholder is { } placeholder
        ? Options.Optional<string>(wanted.Name, placeholder, wanted.Description)
        : new Option<bool>(wanted.Name) { Description = wanted.Description, Arity = ArgumentArity.Zero };
}
