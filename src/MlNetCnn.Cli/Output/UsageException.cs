namespace MlNetCnn.Cli;

/// <summary>A value of an option or argument that cannot be used.</summary>
internal sealed class UsageException(string sentence, Exception? cause = null) : Exception(sentence, cause);
