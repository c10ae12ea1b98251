namespace MlNetCnn;

/// <summary>What this process may still take.</summary>
internal static class FreeMemory
{
    /// <summary>The machine's or the container's free memory in bytes, as the runtime sees it at its last collection, which this asks for.</summary>
    public static long Bytes()
    {
        GC.Collect(0);
        var memory = GC.GetGCMemoryInfo(GCKind.Any);
        return Math.Max(0, memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes);
    }
}
