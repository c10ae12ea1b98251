using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>An order of as many images as there are, in which all classes are equally frequent up to one image.</summary>
internal sealed class BalancedOrder
{
    private readonly long[][] _classes;
    private readonly int _images;

    /// <param name="labels">Of all images, [N].</param>
    /// <param name="selection">The positions of the images to take, [n]; null for all.</param>
    public BalancedOrder(Tensor labels, Tensor? selection)
    {
        using var scope = NewDisposeScope();
        var numbers = labels.cpu().data<long>().ToArray();
        var positions = selection?.cpu().data<long>().ToArray() ?? [.. Enumerable.Range(0, numbers.Length).Select(i => (long)i)];
        _images = positions.Length;
        _classes = [.. positions.GroupBy(position => numbers[position]).OrderBy(c => c.Key).Select(c => c.ToArray())];
    }

    /// <summary>The positions of an epoch's images.</summary>
    /// <param name="seed">What they follow from.</param>
    public long[] Draw(uint seed)
    {
        var draws = new DrawSequence(seed);
        var order = new List<long>(_images);
        long[][] classes = [.. _classes];
        Shuffle(classes.AsSpan(), ref draws);
        for (var i = 0; i < classes.Length; i++)
        {
            long[] members = [.. classes[i]];
            // The first classes, others in each epoch, get the images that cannot be shared out evenly.
            for (var left = (_images / classes.Length) + (i < _images % classes.Length ? 1 : 0); left > 0; left -= members.Length)
            {
                Shuffle(members.AsSpan(), ref draws);
                order.AddRange(members.AsSpan(0, Math.Min(left, members.Length)));
            }
        }
        var all = order.ToArray();
        Shuffle(all.AsSpan(), ref draws);
        return all;
    }

    // Fisher and Yates.
    private static void Shuffle<T>(Span<T> items, ref DrawSequence draws)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var other = draws.Below(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }
}
