using System.Text;
using MlNetCnn.Cli;
using MlNetCnn.Experiments;

// A worker starts its runs with this program.
if (RunChild.IsMeant(args))
    return RunChild.Run(args);
DecodingProcess.UseForAll();
// Otherwise a Windows console shows '×' and '→' as question marks.
if (OperatingSystem.IsWindows())
    Console.OutputEncoding = Encoding.UTF8;
using var interruption = new Interruption();
return CommandLine.Run(args, Console.Out, Console.Error, interruption);
