using MlNetCnn.Dashboard.Hosting;
using MlNetCnn.Experiments;

// The dashboard starts its runs with this program.
return RunChild.IsMeant(args) ? RunChild.Run(args) : DashboardHost.Run(args, Console.Out, Console.Error);
