namespace MlNetCnn.Textbook;

/// <summary>Slices along the first dimension, and stacks of slices along a new first dimension.</summary>
internal static class Slices
{
    public static float[,] Slice(this float[,,] x, int index)
    {
        var slice = new float[x.GetLength(1), x.GetLength(2)];
        Copy(x, index * slice.Length, slice, 0, slice.Length);
        return slice;
    }

    public static float[,,] Slice(this float[,,,] x, int index)
    {
        var slice = new float[x.GetLength(1), x.GetLength(2), x.GetLength(3)];
        Copy(x, index * slice.Length, slice, 0, slice.Length);
        return slice;
    }

    public static float[,,] Stack(int count, Func<int, float[,]> slice)
    {
        var slices = Enumerable.Range(0, count).Select(slice).ToArray();
        var stack = new float[count, slices[0].GetLength(0), slices[0].GetLength(1)];
        for (var i = 0; i < count; i++)
            Copy(slices[i], 0, stack, i * slices[0].Length, slices[0].Length);
        return stack;
    }

    public static float[,,,] Stack(int count, Func<int, float[,,]> slice)
    {
        var slices = Enumerable.Range(0, count).Select(slice).ToArray();
        var stack = new float[count, slices[0].GetLength(0), slices[0].GetLength(1), slices[0].GetLength(2)];
        for (var i = 0; i < count; i++)
            Copy(slices[i], 0, stack, i * slices[0].Length, slices[0].Length);
        return stack;
    }

    /// <summary>In row-major order, whatever the ranks.</summary>
    public static void Copy(Array from, int fromIndex, Array to, int toIndex, int length) =>
        Buffer.BlockCopy(from, checked(fromIndex * sizeof(float)), to, checked(toIndex * sizeof(float)), checked(length * sizeof(float)));
}
