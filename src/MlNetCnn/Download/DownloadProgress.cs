namespace MlNetCnn;

/// <summary>How far a download is.</summary>
/// <param name="File">The file that is being received, or checked.</param>
/// <param name="Bytes">What is there of all files, in bytes; falls when a server has to begin a file anew.</param>
/// <param name="TotalBytes">The size of all files, in bytes; null as long as no server has said it.</param>
/// <param name="Note">What people should know: that a connection broke, or that another process is at it; null most of the time.</param>
public readonly record struct DownloadProgress(string File, long Bytes, long? TotalBytes, string? Note);
