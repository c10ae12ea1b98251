using MlNetCnn.Dashboard.Hosting;

return DashboardHost.Run(args, Console.Out, Console.Error);
