namespace MlNetCnn;

/// <summary>
/// Rumelhart, Hinton, Williams: Learning representations by back-propagating errors (1986); the book's section 5.2. The baseline that
/// sees no neighborhood.
/// </summary>
internal static class Mlp
{
    private static readonly int[] BookWidths = [256];

    public static ArchitectureEntry Entry { get; } = new("mlp",
        "The multilayer perceptron of Dive into Deep Learning: one hidden layer of 256 with ReLU, no convolution, a baseline for all others.",
        "Rumelhart, Hinton, Williams: Learning representations by back-propagating errors, 1986",
        new(1, 28, 28), new(1, 1, 1), () => Create([]));

    /// <summary>Hidden layers of these widths, or the book's one where there are none.</summary>
    public static Architecture Create(IReadOnlyList<int> widths)
    {
        foreach (var width in widths)
            ArgumentOutOfRangeException.ThrowIfLessThan(width, 1, nameof(widths));
        var name = widths.Count == 0 ? "mlp" : $"mlp-{string.Join('-', widths)}";
        var hidden = widths.Count == 0 ? BookWidths : widths;
        // The book's section leaves the weights as PyTorch starts them, which is the default.
        return new Architecture(name,
        [
            new Flatten { Name = "flatten" }, // [1, 28, 28] → [784]
            .. hidden.SelectMany<int, Layer>((width, i) => [new Linear(width) { Name = $"fc{i + 1}" }, new ReLU { Name = $"relu{i + 1}" }]), // → [256]
            new Linear { Name = $"fc{hidden.Count + 1}" },
        ]);
    }
}
