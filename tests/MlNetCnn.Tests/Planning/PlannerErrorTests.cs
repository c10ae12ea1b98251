namespace MlNetCnn.Tests;

/// <summary>Layers that do not fit what comes in: the message names the layer, what came, what it needs and the way out.</summary>
public class PlannerErrorTests
{
    [Fact]
    public void Plan_LinearBehindFeatureMaps_AsksForFlatten() =>
        Refuses("Linear 'fc' needs a flat input, but 'conv' gives 4×3×3: add Flatten before it.",
            new Conv2d(4, 3) { Name = "conv" }, new Linear { Name = "fc" });

    [Fact]
    public void Plan_ConvolutionBehindFlatten_IsToGoBeforeIt() =>
        Refuses("Conv2d '1' needs feature maps of channels×height×width, but '0' gives 50: put it before Flatten.", new Flatten(), new Conv2d(1, 1));

    [Fact]
    public void Plan_AWindowThatIsTooLarge_SaysSo() =>
        Refuses("MaxPool2d '0' has a window of 6×2, but the input gives 2×5×5, which is smaller even with its padding of 0×0: "
            + "use larger images, a smaller window or more padding, or fewer pooling layers before it.", new MaxPool2d((6, 2)));

    [Fact]
    public void Plan_GroupsThatDoNotDivideTheChannels_SaysWhoseThoseAre() =>
        Refuses("Conv2d '0' splits its input into 3 groups, but the input gives 2 channels: make the groups divide the channels.",
            new Conv2d(3, 1) { Groups = 3 });

    [Fact]
    public void Plan_GroupsThatDoNotDivideTheClasses_CountsThem() =>
        Refuses("Conv2d '0' has 2 groups, but 3 output channels: make the groups divide them.", new Conv2d(null, 1) { Groups = 2 });

    [Fact]
    public void Plan_GroupsOfANormalizationOrAShuffle_HaveToDivideTheChannels()
    {
        Refuses("GroupNorm '0' has 3 groups, but the input gives 2 channels: make the groups divide the channels.", new GroupNorm(3));
        Refuses("ChannelShuffle '0' has 4 groups, but the input gives 2 channels: make the groups divide the channels.", new ChannelShuffle(4));
    }

    [Fact]
    public void Plan_ASliceBeyondTheChannels_SaysWhichThereAre() =>
        Refuses("ChannelSlice '0' takes channels 1 to 2, but the input gives 2 channels, from 0 to 1.", new ChannelSlice(1, 2));

    [Fact]
    public void Plan_AReflectedPaddingAsLargeAsTheImage_SaysSo() =>
        Refuses("Conv2d '0' mirrors 5×0 rows and columns, but the input gives 2×5×5: a reflected padding must be smaller than the feature map.",
            new Conv2d(1, 3) { Padding = (5, 0), PaddingMode = PaddingMode.Reflect });

    [Fact]
    public void Plan_AScaleWhoseBodyDoesNotFit_SaysWhatMay() =>
        Refuses("Scale 's' cannot multiply its input's 2×5×5 with its body's 3×1×1: "
            + "end the body in factors of the input's sizes or 1, such as one a channel (C×1×1) or a pixel (1×H×W).",
            new Scale([new AdaptiveAvgPool2d(1), new Conv2d(3, 1)]) { Name = "s" });

    [Fact]
    public void Plan_AResidualWhoseSidesDiffer_SaysWhatEachGives()
    {
        Refuses("Residual 'r' cannot add its body's 4×5×5 to its input's 2×5×5: add a shortcut, a 1×1 convolution with the body's channels and stride.",
            new Residual([new Conv2d(4, 1)]) { Name = "r" });
        Refuses("Residual 'r' cannot add its body's 4×5×5 to its shortcut's 4×3×3: give the shortcut the body's channels and stride.",
            new Residual([new Conv2d(4, 1)]) { Name = "r", Shortcut = [new Conv2d(4, 1) { Stride = 2 }] });
    }

    [Fact]
    public void Plan_AConcatWhoseBranchesDiffer_NamesThem()
    {
        Refuses("Concat 'c' cannot join 'c.0' of 2×5×5 with 'c.small' of 2×2×2: height and width must agree, so give both the same stride and padding.",
            new Concat([new ReLU(), new MaxPool2d(2) { Name = "small" }]) { Name = "c" });
        Refuses("Concat 'c' joins 'c.0' of 50 with 'c.1' of 2×5×5, but feature maps and vectors cannot be joined: add Flatten to the branch of feature maps.",
            new Concat([new Flatten(), new ReLU()]) { Name = "c" });
    }

    [Fact]
    public void Plan_SizesBeyondAnyTensor_AreRefused()
    {
        Refuses("Conv2d '0' has an output of 2147483647×5×5, which is 2³¹ elements or more: make it smaller.", new Conv2d(int.MaxValue, 1));
        Refuses("Conv2d '0' has an output of 1×4294967299×4294967299, which is 2³¹ elements or more: make it smaller.",
            new Conv2d(1, 1) { Padding = int.MaxValue });
        Refuses("AdaptiveAvgPool2d '0' has an output of 2×2147483647×2147483647, which is 2³¹ elements or more: make it smaller.",
            new AdaptiveAvgPool2d(int.MaxValue));
        Refuses("Linear '1' has a weight of 2147483647×50, which is 2³¹ elements or more: make it smaller.", new Flatten(), new Linear(int.MaxValue));
    }

    [Fact]
    public void Plan_AnEndThatIsNoClasses_SaysHowToEnd() =>
        Refuses("Relu '0' is the last layer and gives 2×5×5, but the network must end with one value for each of the 3 classes: end it with Flatten and Linear.",
            new ReLU());

    [Fact]
    public void Plan_ASettingOutOfItsRange_IsRefusedBeforeAnyShape()
    {
        var error = Refuses("Conv2d '1' has stride 0×1, but it must be at least 1.", new Linear(), new Conv2d(1, 1) { Stride = (0, 1) });

        Assert.Equal(("1", "conv2d", null), (error.Path, error.Kind, error.Input));
    }

    [Fact]
    public void Plan_ANetworkWithoutLayers_IsRefused() =>
        Assert.Equal("Network 'x' has no layers: add at least one, ending with Linear for the classes.",
            Assert.Throws<ArgumentException>(() => new Architecture("x", []).Plan(new(1, 1, 1), 2)).Message);

    private static LayerShapeException Refuses(string message, params Layer[] layers)
    {
        var error = Assert.Throws<LayerShapeException>(() => new Architecture("x", LayerList.Create(layers)).Plan(new(2, 5, 5), 3));
        Assert.Equal(message, error.Message);
        return error;
    }
}
