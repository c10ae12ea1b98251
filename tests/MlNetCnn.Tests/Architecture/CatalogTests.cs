namespace MlNetCnn.Tests;

/// <summary>Every architecture of the catalog, full size, against numbers worked out apart from the planner.</summary>
public class CatalogTests
{
    public static TheoryData<string> All => [.. Architectures.All.Select(e => e.Name)];

    /// <summary>
    /// Parameters and multiply-accumulates at the default input and classes. torchvision's: as published, and counted by forward hooks on
    /// the convolutions and linear layers of torchvision 0.14.1; lenet, alexnet, vgg11 and resnet18 by the course notebook; the others by
    /// formula, layer by layer, from the tables of the book and the papers.
    /// </summary>
    public static TheoryData<string, long, long> Counts => new()
    {
        { "lenet", 61_706, 416_520 },
        { "lenet-relu", 61_706, 416_520 },
        { "mlp", 203_530, 203_264 },
        { "alexnet", 46_764_746, 938_146_176 },
        { "vgg11", 128_806_154, 7_547_232_256 },
        { "vgg13", 128_990_666, 11_246_608_384 },
        { "vgg16", 134_300_362, 15_408_406_528 },
        { "vgg19", 139_610_058, 19_570_204_672 },
        { "nin", 1_992_166, 762_297_352 },
        { "googlenet", 5_977_530, 276_066_304 },
        { "resnet18", 11_178_378, 318_657_536 },
        { "resnet34", 21_290_250, 658_396_160 },
        { "resnext", 1_697_546, 75_502_592 },
        { "densenet", 758_226, 129_077_168 },
        { "torchvision-alexnet", 61_100_840, 714_188_480 },
        { "torchvision-vgg11-bn", 132_868_840, 7_609_090_048 },
        { "torchvision-vgg16", 138_357_544, 15_470_264_320 },
        { "torchvision-resnet18", 11_689_512, 1_814_073_344 },
        { "torchvision-resnet34", 21_797_672, 3_663_761_408 },
        { "resnet50", 25_557_032, 4_089_184_256 },
        { "resnet101", 44_549_160, 7_801_405_440 },
        { "resnext50", 25_028_904, 4_230_479_872 },
        { "wide-resnet50", 68_883_240, 11_398_021_120 },
        { "densenet121", 7_978_856, 2_834_161_664 },
        { "squeezenet", 1_235_496, 349_151_936 },
        { "shufflenet-v2", 2_278_604, 144_907_992 },
        { "mobilenet-v2", 3_504_872, 300_774_272 },
        { "mobilenet-v3-small", 2_542_856, 56_510_400 },
        { "mobilenet-v3-large", 5_483_032, 216_589_760 },
        { "efficientnet-b0", 5_288_548, 385_814_752 },
        { "efficientnet-b1", 7_794_184, 686_802_832 },
        { "efficientnet-b2", 9_109_994, 1_087_529_456 },
        { "regnet-x-400mf", 5_495_976, 413_812_608 },
        { "regnet-y-400mf", 4_344_144, 401_842_848 },
        { "convnext-tiny", 28_589_128, 4_455_531_264 },
        { "cifar-resnet20", 272_474, 40_813_184 },
        { "cifar-resnet56", 855_770, 125_747_840 },
        { "resnet9", 412_954, 24_036_608 },
        { "resnet18-imagenet", 16_410_152, 2_045_284_352 },
    };

    [Fact]
    public void Counts_OverTheCatalog_HaveARowForEachEntryAndNoMore() =>
        Assert.Equal(Architectures.All.Select(e => e.Name), Counts.Select(row => (string)row[0]));

    [Theory]
    [MemberData(nameof(Counts))]
    public void Plan_AtTheDefaultInput_HasTheKnownCounts(string name, long parameters, long macs)
    {
        var plan = DefaultPlan(name);

        Assert.Equal((parameters, macs), (plan.Parameters, plan.Macs));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void SmallestInput_OfAnyEntry_IsTheSmallestSquareThatPlans(string name)
    {
        var entry = Entry(name);
        var channels = entry.DefaultInput.Channels;
        var sides = Enumerable.Range(1, 256).Where(side => Plans(entry, new(channels, side, side)));

        Assert.Equal(new TensorShape(channels, sides.First(), sides.First()), entry.SmallestInput);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Entry_OfAnyName_IsDescribedAndNamedAsItsArchitecture(string name)
    {
        var entry = Entry(name);

        Assert.Equal(name, entry.Create().Name);
        Assert.Matches(@"^[^\n]+\.$", entry.Description);
        Assert.Matches(@"^.+: .+, (19|20)\d\d$", entry.Paper);
        Assert.Equal(entry.Group is ArchitectureEntry.Torchvision or ArchitectureEntry.Pretrained ? 1000 : 10, entry.DefaultClasses);
        Assert.Equal(entry.Create(), Architectures.Find(name.ToUpperInvariant()));
        Assert.Equal(entry.Create(), Architectures.Find(name.Replace('-', '_')));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Create_ByTheLargestDivisor_StillPlansWhereThereAreWidths(string name)
    {
        var entry = Entry(name);
        if (!entry.HasWidths)
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => entry.Create(2));
            Assert.False(Architectures.TryFind($"{name}/2", out _));
            return;
        }

        var narrow = Architectures.Find($"{name}/64");

        Assert.Equal($"{name}/64", narrow.Name);
        var (plan, full) = (narrow.Plan(entry.DefaultInput, 10), DefaultPlan(name));
        Assert.Equal(full.Tensors.Select(t => t.Name), plan.Tensors.Select(t => t.Name));
        Assert.True(plan.Macs < full.Macs / 40, $"{plan.Macs} of {full.Macs}");
    }

    [Fact]
    public void ResNet18_AtAQuarterOfItsWidth_HasTheCountsOfNarrowerStages()
    {
        var plan = Architectures.Find("resnet18/4").Plan(new(1, 96, 96), 10);

        Assert.Equal((702_570, 21_271_808), (plan.Parameters, plan.Macs));
        Assert.Equal(["16×24×24", "16×24×24", "32×12×12", "64×6×6", "128×3×3", "10"], plan.Layers.Select(l => l.Output.ToString()));
    }

    [Fact]
    public void MobileNetV2_AtAThirdOfItsWidth_StillConvolvesEachChannelAlone()
    {
        var depthwise = Architectures.Find("mobilenet-v2/3").Plan(new(3, 64, 64), 10).Steps
            .Where(s => s.Layer is Conv2d { Kernel.Area: 9 }).Skip(1).ToArray(); // behind the first convolution

        Assert.Equal(17, depthwise.Length);
        Assert.All(depthwise, s => Assert.Equal((s.Input.Channels, s.Output.Channels), (((Conv2d)s.Layer).Groups, ((Conv2d)s.Layer).Groups)));
    }

    [Theory]
    [InlineData("torchvision-resnet50", "resnet50")]
    [InlineData("ResNet-50", "resnet50")]
    [InlineData("book-resnet18/4", "resnet18/4")]
    [InlineData("torchvision-mobilenet-v2", "mobilenet-v2")]
    [InlineData("mobilenetv2", "mobilenet-v2")]
    [InlineData("mobilenet_v3_large", "mobilenet-v3-large")]
    [InlineData("densenet-121", "densenet121")]
    [InlineData("resnext50_32x4d", "resnext50")]
    [InlineData("wide_resnet50_2", "wide-resnet50")]
    [InlineData("squeezenet1_1", "squeezenet")]
    [InlineData("shufflenet_v2_x1_0", "shufflenet-v2")]
    [InlineData("vgg_11/4", "vgg11/4")]
    public void Find_OfAnotherSpelling_FindsIt(string spelled, string name) => Assert.Equal(name, Architectures.Find(spelled).Name);

    [Theory]
    [InlineData("vgg12", "There is no architecture 'vgg12': did you mean 'vgg11', 'vgg13' or 'vgg16'?")]
    [InlineData("efficientnet", "There is no architecture 'efficientnet': did you mean 'efficientnet-b0', 'efficientnet-b1' or 'efficientnet-b2'?")]
    [InlineData("convnet-tiny", "There is no architecture 'convnet-tiny': did you mean 'convnext-tiny'?")]
    [InlineData("vgg11/", "There is no architecture 'vgg11/': did you mean 'vgg11'")]
    [InlineData("vgg11/4/2", "There is no architecture 'vgg11/4/2': did you mean 'vgg11'")]
    [InlineData("", "There is no architecture ''. 'mlnetcnn summary --list' shows all ")]
    [InlineData("transformer", "There is no architecture 'transformer'. 'mlnetcnn summary --list' shows all ")]
    [InlineData("vgg11/0", "'vgg11/0' is no width of vgg11: divide by a whole number from 1 to 64, as in vgg11/4.")]
    [InlineData("vgg11/65", "'vgg11/65' is no width of vgg11")]
    [InlineData("VGG-11/-1", "'VGG-11/-1' is no width of vgg11")]
    [InlineData("lenet/2", "lenet comes in one width only: leave '/2' out.")]
    public void Find_OfNoSuchName_SaysWhatMayBeMeant(string name, string message) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => Architectures.Find(name)).Message, StringComparison.Ordinal);

    [Fact]
    public void AlexNet_At224_HasTheBooksLayers() => Assert.Equal(
        [
            "96×54×54", "96×54×54", "96×26×26", "256×26×26", "256×26×26", "256×12×12", "384×12×12", "384×12×12", "384×12×12", "384×12×12",
            "256×12×12", "256×12×12", "256×5×5", "6400", "4096", "4096", "4096", "4096", "4096", "4096", "10",
        ],
        Outputs("alexnet"));

    [Fact]
    public void NiN_At224_HasTheBooksLayers() => Assert.Equal(
        ["96×54×54", "96×26×26", "256×26×26", "256×12×12", "384×12×12", "384×5×5", "384×5×5", "10×5×5", "10×1×1", "10"], Outputs("nin"));

    [Fact]
    public void GoogLeNet_At96_HasTheBooksStages() => Assert.Equal(
        ["64×24×24", "192×12×12", "480×6×6", "832×3×3", "1024×3×3", "10"], Outputs("googlenet"));

    [Fact]
    public void DenseNet_At96_HasTheBooksBlocks() => Assert.Equal(
        ["64×24×24", "192×24×24", "96×12×12", "224×12×12", "112×6×6", "240×6×6", "120×3×3", "248×3×3", "248×3×3", "248×3×3", "10"],
        Outputs("densenet"));

    [Fact]
    public void LeNetRelu_BesideLeNet_DiffersInNoWeight() =>
        Assert.Equal(DefaultPlan("lenet").Tensors.AsEnumerable(), DefaultPlan("lenet-relu").Tensors);

    [Fact]
    public void ResNeXtBlock_Of32ChannelsInGroupsOf16_HasTheNotebooksCount()
    {
        var block = new Architecture("block", [ResNeXt.Block(32, 16), new Flatten(), new Linear()]).Plan(new(32, 96, 96), 2).Layers[0];

        Assert.Equal(new TensorShape(32, 96, 96), block.Output);
        Assert.Equal(6_944, block.Parameters);
        Assert.Equal(new TensorShape(32, 16, 3, 3), Assert.Single(block.Branches[0], l => l.Path == "0.conv2").Tensors[0].Shape);
    }

    [Fact]
    public void Mlp_OfWidths_HasAHiddenLayerForEach()
    {
        var plan = Architectures.Mlp(64, 32).Plan(new(3, 8, 8), 4);

        Assert.Equal("mlp-64-32", plan.Architecture.Name);
        Assert.Equal(["192", "64", "64", "32", "32", "4"], plan.Layers.Select(l => l.Output.ToString()));
        Assert.Throws<ArgumentOutOfRangeException>(() => Architectures.Mlp(64, 0));
    }

    private static IEnumerable<string> Outputs(string name) => DefaultPlan(name).Layers.Select(l => l.Output.ToString());

    private static ArchitectureEntry Entry(string name) => Architectures.All.Single(e => e.Name == name);

    private static NetworkPlan DefaultPlan(string name) => Entry(name).Create().Plan(Entry(name).DefaultInput, Entry(name).DefaultClasses);

    private static bool Plans(ArchitectureEntry entry, TensorShape input)
    {
        try
        {
            return entry.Create().Plan(input, entry.DefaultClasses) is not null;
        }
        catch (LayerShapeException)
        {
            return false;
        }
    }
}
