using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace MlNetCnn;

/// <summary>Finds the images that a network sees as most alike: those whose embeddings, the input of its last layer, have the largest cosine similarity.</summary>
public static class NearestImages
{
    /// <summary>The images nearest to each of some others, the nearest first.</summary>
    /// <param name="queries">[m, width]: the embeddings of the images that neighbors are looked for.</param>
    /// <param name="images">[n, width]: the embeddings of those that are looked through.</param>
    /// <param name="width">The length of an embedding, at least 1.</param>
    /// <param name="count">How many neighbors each gets, at least 1; fewer where there are fewer images.</param>
    /// <returns>For each query the neighbors by position, counted from 0, with their similarity from −1 to 1; that of a vector of zeros is 0.</returns>
    /// <exception cref="ArgumentException">The values are no whole number of embeddings, or a number is out of its range.</exception>
    public static ImmutableArray<ImmutableArray<(int Image, float Similarity)>> Find(ReadOnlyMemory<float> queries, ReadOnlyMemory<float> images, int width, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (queries.Length % width != 0 || images.Length % width != 0)
            throw new ArgumentException($"{queries.Length} and {images.Length} values are no whole number of embeddings of {width} values.");
        var (from, among) = (UnitLength(queries.Span, width), UnitLength(images.Span, width));
        return [.. Enumerable.Range(0, queries.Length / width).AsParallel().AsOrdered().Select(query => Nearest(from.AsSpan(query * width, width), among, count))];
    }

    private static ImmutableArray<(int, float)> Nearest(ReadOnlySpan<float> query, float[] among, int count)
    {
        var nearest = new PriorityQueue<int, float>();
        for (var image = 0; image < among.Length / query.Length; image++)
        {
            var similarity = TensorPrimitives.Dot(query, among.AsSpan(image * query.Length, query.Length));
            if (nearest.Count < count)
                nearest.Enqueue(image, similarity);
            else
                nearest.EnqueueDequeue(image, similarity);
        }
        return [.. nearest.UnorderedItems.OrderByDescending(item => item.Priority).ThenBy(item => item.Element)];
    }

    private static float[] UnitLength(ReadOnlySpan<float> embeddings, int width)
    {
        var unit = embeddings.ToArray();
        for (var start = 0; start < unit.Length; start += width)
        {
            var row = unit.AsSpan(start, width);
            TensorPrimitives.Divide(row, Math.Max(TensorPrimitives.Norm<float>(row), 1e-30f), row);
        }
        return unit;
    }
}
