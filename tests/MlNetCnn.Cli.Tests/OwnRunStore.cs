using System.Runtime.CompilerServices;
using MlNetCnn.Experiments;

namespace MlNetCnn.Cli.Tests;

/// <summary>The store that commands of these tests keep runs in, those that are processes of their own too: the user's stays as it is.</summary>
internal static class OwnRunStore
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("mlnetcnn-store-").FullName;

    /// <summary>The store's file.</summary>
    public static string File => Path.Combine(Folder, "runs.db");

    [ModuleInitializer]
    internal static void Set()
    {
        Environment.SetEnvironmentVariable(StoreLocation.StoreVariable, File);
        Environment.SetEnvironmentVariable(StoreLocation.ArtifactsVariable, null);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Folder, recursive: true);
    }
}
