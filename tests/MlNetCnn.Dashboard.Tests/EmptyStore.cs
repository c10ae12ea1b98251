using Microsoft.Data.Sqlite;
using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard.Tests;

/// <summary>A store without runs, made once and copied for each test that asks.</summary>
internal static class EmptyStore
{
    private static readonly Lazy<byte[]> File = new(Make);

    public static RunStore OpenIn(DirectoryInfo folder, TimeProvider time)
    {
        var file = Path.Combine(folder.FullName, "runs.db");
        System.IO.File.WriteAllBytes(file, File.Value);
        return RunStore.OpenAsync(StoreLocation.Parse(file, Path.Combine(folder.FullName, "runs")), time).GetAwaiter().GetResult();
    }

    /// <summary>Lets go of the files, which a pool keeps open.</summary>
    public static void CloseAll() => SqliteConnection.ClearAllPools();

    private static byte[] Make()
    {
        var folder = Directory.CreateTempSubdirectory("mlnetcnn-store-");
        try
        {
            var file = Path.Combine(folder.FullName, "runs.db");
            RunStore.OpenAsync(StoreLocation.Parse(file)).GetAwaiter().GetResult();
            // What still stands in the write-ahead log goes into the file when the last connection is closed.
            CloseAll();
            return System.IO.File.ReadAllBytes(file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
