using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>Sets the number of libtorch's threads, which holds for the process, and puts it back at the end.</summary>
internal sealed class ThreadCount : IDisposable
{
    private readonly int _before = get_num_threads();

    /// <param name="threads">The number, or 0 to leave it as it is.</param>
    public ThreadCount(int threads)
    {
        if (threads > 0)
            set_num_threads(threads);
    }

    public void Dispose()
    {
        if (get_num_threads() != _before)
            set_num_threads(_before);
    }
}
