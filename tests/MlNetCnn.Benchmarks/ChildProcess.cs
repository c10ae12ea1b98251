using System.Diagnostics;
using System.Globalization;

namespace MlNetCnn.Benchmarks;

/// <summary>A contender in a process of its own, which waits for its turns.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly string _name;
    private readonly Process _process;

    public ChildProcess(string name)
    {
        _name = name;
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("child");
        start.ArgumentList.Add(name);
        _process = Process.Start(start)!;
    }

    /// <summary>One turn; what was done a second.</summary>
    public double Run(double seconds)
    {
        _process.StandardInput.WriteLine(seconds.ToString(CultureInfo.InvariantCulture));
        _process.StandardInput.Flush();
        var answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"The contender '{_name}' ended without an answer.");
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(10_000))
            _process.Kill();
        _process.Dispose();
    }
}
