namespace MlNetCnn.Benchmarks;

/// <summary>A folder that is gone afterwards.</summary>
internal sealed class TemporaryCache : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("mlnetcnn-data-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
