using MlNetCnn;
using MlNetCnn.Dashboard;
using MlNetCnn.Experiments;

// The dashboard starts its runs with this program.
if (RunChild.IsMeant(args))
    return RunChild.Run(args);
return DashboardHost.Run(args, new TerminalWriter(Console.Out), new TerminalWriter(Console.Error));
