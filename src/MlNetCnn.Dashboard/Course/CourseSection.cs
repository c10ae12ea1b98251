using System.Collections.Immutable;

namespace MlNetCnn.Dashboard;

/// <summary>A section of chapters 7 and 8 of <i>Dive into Deep Learning</i>, in our own words.</summary>
internal sealed record CourseSection(string Number, string Title, params ImmutableArray<string> Paragraphs)
{
    /// <summary>In the book's order.</summary>
    public static ImmutableArray<CourseSection> All { get; } =
    [
        new("7.1", "From fully connected layers to convolutions",
            "A fully connected layer gives every output a weight for every pixel. For images of a million pixels that is a million weights for one hidden value.",
            "Two thoughts make it small. What marks a cat marks it wherever it sits, so the same weights serve every place. And what matters to a place lies near it, so the weights far away are zero. What is left is one small kernel that slides over the image.")
        { Part = "dense-or-convolution" },
        new("7.2", "Convolutions for images",
            "The kernel lies on the image, numbers that lie on each other are multiplied, and their sum is one value of the output. Step through it cell by cell.",
            "With the right numbers a kernel finds edges. Nobody has to know them: gradient descent finds them from an image and its edges.")
        { Labs = ["cross-correlation", "edge-detection", "learning-a-kernel"], Part = "picture" },
        new("7.3", "Padding and stride",
            "Each convolution takes a border off the image, since the kernel must fit. Zeros around the image give it back: with an odd kernel k and padding (k − 1) / 2 the size stays.",
            "A stride above 1 leaves places out, which makes the output smaller and cheaper.")
        { Labs = ["padding-and-stride"] },
        new("7.4", "Several input and output channels",
            "A color image has three channels, and deeper layers have hundreds. Each input channel has its own slice of the kernel, and what the slices give is summed. For several outputs there are several such kernels.",
            "A kernel of 1×1 looks at one place only: it mixes the channels there, and nothing else.")
        { Labs = ["channels", "one-by-one"] },
        new("7.5", "Pooling",
            "A window that keeps its largest value, or the mean, makes the image smaller and forgives small shifts: the edge may move by a pixel, and the maximum is the same. Channels are not mixed, and nothing is learned.")
        { Labs = ["pooling"] },
        new("7.6", "LeNet",
            "All of it in one network that read handwritten digits: two convolutions with pooling make the image small and the channels many, and three fully connected layers decide. Follow the shapes from left to right.")
        {
            Networks =
            [
                new("lenet", new(1, 28, 28))
                {
                    Shapes = ["6×28×28", "6×28×28", "6×14×14", "16×10×10", "16×10×10", "16×5×5", "400", "120", "120", "84", "84", "10"],
                    Parameters = 61_706, Macs = 416_520,
                },
            ],
        },
        new("8.1", "AlexNet",
            "The same idea, a thousand times as much computation: eight layers instead of five, large images, ReLU instead of the sigmoid, and dropout against learning by heart. Look where its parameters sit: almost all in the fully connected layers.")
        { Networks = [new("alexnet", new(1, 224, 224)) { Parameters = 46_764_746, Macs = 938_146_176 }] },
        new("8.2", "VGG: networks of blocks",
            "Instead of choosing every layer by hand, VGG repeats one block: a few 3×3 convolutions and a pooling that halves height and width. Two 3×3 kernels see as far as one of 5×5 with fewer weights.")
        {
            Networks =
            [
                new("vgg11", new(1, 224, 224))
                {
                    Shapes = ["64×112×112", "128×56×56", "256×28×28", "512×14×14", "512×7×7", "25088", "4096", "4096", "4096", "4096", "4096", "4096", "10"],
                    Parameters = 128_806_154, Macs = 7_547_232_256,
                },
            ],
        },
        new("8.3", "NiN: a network within the network",
            "The fully connected layers at the end cost most. NiN leaves them out: 1×1 convolutions decide at every place, and the mean over all places is the answer, one channel for each class.")
        { Networks = [new("nin", new(1, 224, 224))] },
        new("8.4", "GoogLeNet: branches side by side",
            "Which kernel is the right one, 1×1, 3×3 or 5×5? GoogLeNet takes all of them at once and lays the results behind each other as channels. 1×1 convolutions before the large kernels keep that affordable. Open a block to see its branches.")
        { Networks = [new("googlenet", new(1, 96, 96))] },
        new("8.5", "Batch normalization",
            "While a network learns, the values in its middle drift, and each layer has to follow the one before. Batch normalization brings every channel to mean 0 and variance 1 over the batch, and then lets the network choose another scale and shift.",
            "So an image's values depend on the others in its batch; when the network is used, means taken during training stand in for them.")
        { Part = "batch-normalization" },
        new("8.6", "ResNet and ResNeXt",
            "Deeper should never be worse: layers that have nothing to add could pass on what came in. A residual block makes that easy. What it computes is added to its input, so that computing zero changes nothing.",
            "ResNeXt splits the convolution inside a block into groups, which see a part of the channels each: more channels for the same cost.")
        {
            Labs = ["residual-block", "grouped-block"],
            Networks =
            [
                new("resnet18", new(1, 96, 96))
                {
                    Shapes = ["64×24×24", "64×24×24", "128×12×12", "256×6×6", "512×3×3", "10"],
                    Parameters = 11_178_378, Macs = 318_657_536,
                },
            ],
        },
        new("end", "Train LeNet, VGG and ResNet-18, and compare them",
            "Three networks, the same 6,000 drawn images of ten shapes, the same 1,000 to be tested with. Which one recognizes more, and what does it cost?",
            "When the three are done, compare their curves and their mistakes. Then change a setting and see whether the order stays.")
        { Part = "training" },
    ];

    /// <summary>The lab pages of the section.</summary>
    public ImmutableArray<string> Labs { get; init; } = [];

    public ImmutableArray<CourseNetwork> Networks { get; init; } = [];

    /// <summary>A component that only the course has, or null.</summary>
    public string? Part { get; init; }

    public string Page => $"course/{Number}";

    public string Heading => Number == "end" ? Title : $"{Number} {Title}";

    public static CourseSection? Find(string? number) => All.FirstOrDefault(s => s.Number == number);
}
