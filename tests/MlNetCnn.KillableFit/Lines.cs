namespace MlNetCnn.KillableFit;

/// <summary>Writes a line for each report.</summary>
internal sealed class Lines<T>(Func<T, string> text) : IProgress<T>
{
    public void Report(T value) => Console.WriteLine(text(value));
}
