using System.Collections.Immutable;
using MlNetCnn.Textbook;

namespace MlNetCnn.Dashboard;

/// <summary>A page of the lab, with one operation of the notebook.</summary>
internal sealed record LabPage(string Slug, string Title, string Section, string Lead)
{
    /// <summary>In the notebook's order.</summary>
    public static ImmutableArray<LabPage> All { get; } =
    [
        new("cross-correlation", "Cross-correlation", "7.2",
            "The kernel lies on the input, what lies on each other is multiplied, and the sum is one cell of the output.")
        { Has = c => c.Setup is { Operation: NotebookOperation.CrossCorrelation, Window: { Height: 2, Width: 2 } } },
        new("edge-detection", "Edge detection", "7.2",
            "The kernel [1, −1] gives 0 where two neighbors in a row are equal, 1 from light to dark and −1 from dark to light.")
        { Has = c => c.Setup is { Window: { Height: 1, Width: 2 } } },
        new("learning-a-kernel", "Learning a kernel", "7.2",
            "From the image and its edges alone, gradient descent finds the kernel: the loss falls, and the values move towards [1, −1].")
        { Has = c => c.Title.StartsWith("Learning", StringComparison.Ordinal) },
        new("padding-and-stride", "Padding and stride", "7.3",
            "Padding makes the output larger, stride makes it smaller. The formula has your numbers in it.")
        { Has = _ => true },
        new("channels", "Several channels", "7.4",
            "Each input channel has its own slice of the kernel, and the results are summed; each output channel has a kernel of its own.")
        { Has = c => c.Setup is { Window.Height: > 1 } },
        new("one-by-one", "1×1 convolution", "7.4",
            "A kernel of one cell sees one pixel of every channel: it mixes channels, as a fully connected layer at each pixel does.")
        { Has = c => c.Setup is { Window.Height: 1 } },
        new("pooling", "Max and average pooling", "7.5",
            "The window keeps its largest value, or the mean, of each channel by itself. There is nothing to learn.")
        { Has = _ => true },
        new("residual-block", "Residual block", "8.6",
            "What the body computes is added to what came in. Both must have one shape, so the shortcut follows where the body changes it.")
        { Has = c => c.Title.StartsWith("Residual", StringComparison.Ordinal) },
        new("grouped-block", "ResNeXt block", "8.6",
            "The 3×3 convolution in the middle works in groups, each of which sees its own channels only. Two 1×1 convolutions mix them before and after.")
        { Has = c => c.Title.StartsWith("ResNeXt", StringComparison.Ordinal) },
    ];

    public ImmutableArray<NotebookCase> Cases => [.. NotebookCases.All.Where(c => c.Section == Section && Has(c))];

    /// <summary>Selects the examples of its section that it shows.</summary>
    public required Func<NotebookCase, bool> Has { get; init; }

    public static LabPage? Find(string slug) => All.FirstOrDefault(p => p.Slug == slug);

    /// <summary>The page that shows an example, or null.</summary>
    public static LabPage? Of(NotebookCase example) => All.FirstOrDefault(p => p.Section == example.Section && p.Has(example));
}
