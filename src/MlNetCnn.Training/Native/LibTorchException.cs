namespace MlNetCnn.Training;

/// <summary>
/// libtorch, the native library that trains, could not be loaded. The message is one sentence: what is missing, and
/// which package to reference or which systems have it.
/// </summary>
public sealed class LibTorchException : Exception
{
    /// <summary>Creates the exception without a message of its own.</summary>
    public LibTorchException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">One sentence: what is missing and the way out.</param>
    public LibTorchException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">One sentence: what is missing and the way out.</param>
    /// <param name="innerException">What the system's loader or TorchSharp reported.</param>
    public LibTorchException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
