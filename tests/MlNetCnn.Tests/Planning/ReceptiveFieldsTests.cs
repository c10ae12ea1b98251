namespace MlNetCnn.Tests;

public class ReceptiveFieldsTests
{
    [Fact]
    public void Of_LeNet_GrowsByKernelAndStride()
    {
        var plan = Architectures.LeNet().Plan(new(1, 28, 28), 10);

        var fields = ReceptiveFields.Of(plan.Layers);

        // 5 → +1·1 = 6, step 2 → +4·2 = 14 → +1·2 = 16, step 4.
        Assert.Equal(new ReceptiveField(5, 5, 1, 1), fields["conv1"]);
        Assert.Equal(new ReceptiveField(6, 6, 2, 2), fields["pool1"]);
        Assert.Equal(new ReceptiveField(14, 14, 2, 2), fields["conv2"]);
        Assert.Equal(new ReceptiveField(16, 16, 4, 4), fields["pool2"]);
        Assert.Null(fields["flatten"]);
        Assert.Null(fields["fc3"]);
    }

    [Fact]
    public void Of_ResNet18_IsThatOfTheLongerPath()
    {
        var plan = Architectures.ResNet(18).Plan(new(1, 224, 224), 10);

        var fields = ReceptiveFields.Of(plan.Layers);

        // Araujo, Norris, Sim: Computing receptive fields of convolutional neural networks (2019) gives 435 for a ResNet of 18 layers.
        Assert.Equal("435×435", fields["stage4"].ToString());
        Assert.Equal(32, fields["stage4"]!.Value.RowStep);
        Assert.Equal(fields["stage1.0"], fields["stage1.0.relu2"]);
    }

    [Fact]
    public void Of_BlockThatDoesNotFit_IsThatOfItsInput()
    {
        var attempt = PlanAttempt.Of(
            new Architecture("x", [new Conv2d(3, 3), new Residual([new Conv2d(6, 3) { Padding = 1 }]), new Flatten(), new Linear()]), new(1, 28, 28), 10);

        Assert.Equal("1", attempt.Flaw!.Path);
        Assert.Equal("3×3", ReceptiveFields.Of(attempt.Layers)["1"].ToString());
    }

    [Theory]
    [InlineData(1, "28×28")]
    [InlineData(3, "10×10")]
    [InlineData(28, "1×1")]
    public void Of_AdaptivePooling_IsItsLargestWindow(int output, string expected)
    {
        var plan = new Architecture("x", [new AdaptiveAvgPool2d(output), new Flatten(), new Linear()]).Plan(new(1, 28, 28), 10);

        Assert.Equal(expected, ReceptiveFields.Of(plan.Layers)["0"].ToString());
    }

    [Fact]
    public void Of_Branches_IsTheLargest()
    {
        var plan = Network.Named("x").Concat("c", b => b.Conv2d(2, (1, 7), padding: (0, 3)), b => b.Conv2d(2, (5, 1), padding: (2, 0)))
            .Flatten().Linear().Build().Plan(new(1, 28, 28), 10);

        Assert.Equal("5×7", ReceptiveFields.Of(plan.Layers)["c"].ToString());
    }
}
