namespace MlNetCnn;

/// <summary>No source gives a file, for the reasons in the message.</summary>
internal sealed class DownloadFailure(string reasons, Exception? cause) : Exception(reasons, cause);
