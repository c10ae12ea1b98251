namespace MlNetCnn;

/// <summary>One architecture of the catalog: what it is, where it comes from and for which images.</summary>
public sealed class ArchitectureEntry
{
    internal const string Book = "Dive into Deep Learning";
    internal const string Torchvision = "torchvision";
    internal const string SmallImages = "small images";
    internal const string Pretrained = "pretrained";

    private readonly Func<Architecture> _create;

    internal ArchitectureEntry(string name, string description, string paper, TensorShape defaultInput, TensorShape smallestInput, Func<Architecture> create)
    {
        Name = name;
        Description = description;
        Paper = paper;
        DefaultInput = defaultInput;
        SmallestInput = smallestInput;
        _create = create;
    }

    /// <summary>The name people type: <c>vgg11</c>.</summary>
    public string Name { get; }

    /// <summary>Another name it is found by, such as torchvision's.</summary>
    internal string? Alias { get; init; }

    /// <summary>All names it is found by.</summary>
    internal IEnumerable<string> Names => new[] { Name, Alias, Group switch { Book => $"book-{Name}", Torchvision when !Name.StartsWith(Torchvision, StringComparison.Ordinal) => $"torchvision-{Name}", _ => null } }.OfType<string>();

    /// <summary>The heading it has in tables: <c>Dive into Deep Learning</c>, <c>torchvision</c>, <c>small images</c> or <c>pretrained</c>.</summary>
    public string Group { get; internal init; } = Book;

    /// <summary>What it is, in a sentence.</summary>
    public string Description { get; }

    /// <summary>The paper it comes from: authors, title, year.</summary>
    public string Paper { get; }

    /// <summary>The shape of images it was made for.</summary>
    public TensorShape DefaultInput { get; }

    /// <summary>The smallest square image, of as many channels as <see cref="DefaultInput"/>, that passes through it.</summary>
    public TensorShape SmallestInput { get; }

    /// <summary>The number of classes it was made for: 10, as the book's data has, or 1000 (ImageNet) for torchvision's.</summary>
    public int DefaultClasses { get; internal init; } = 10;

    /// <summary>Whether a width divisor may follow the name: <c>vgg11/4</c>.</summary>
    public bool HasWidths { get; internal init; }

    /// <summary>One of torchvision's: for square RGB images, 1000 classes and its published weights.</summary>
    internal static ArchitectureEntry OfTorchvision(
        string name, string description, string paper, int side, int smallestSide, Func<Architecture> create, bool hasWidths = false, string? alias = null) =>
        new(name, description, paper, new(3, side, side), new(3, smallestSide, smallestSide), create)
        {
            DefaultClasses = 1000,
            Group = Torchvision,
            HasWidths = hasWidths,
            Alias = alias,
        };

    /// <summary>The description itself.</summary>
    /// <param name="widthDivisor">
    /// Divides the channels of the convolutions, from 1 to 64, rounding down to 1 at least; only where <see cref="HasWidths"/> holds. Default: 1.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The divisor is out of range, or the architecture has one width only.</exception>
    public Architecture Create(int widthDivisor = 1)
    {
        if (!WidthDivisor.IsValid(widthDivisor))
            throw new ArgumentOutOfRangeException(nameof(widthDivisor), widthDivisor,
                $"A width divisor is a whole number from 1 to {WidthDivisor.Largest}, as in vgg11/4.");
        if (widthDivisor > 1 && !HasWidths)
            throw new ArgumentOutOfRangeException(nameof(widthDivisor), widthDivisor, $"'{Name}' comes in one width only: leave the divisor out.");
        return WidthDivisor.Apply(_create(), widthDivisor);
    }
}
