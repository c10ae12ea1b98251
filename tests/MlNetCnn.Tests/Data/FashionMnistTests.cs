namespace MlNetCnn.Tests;

public class FashionMnistTests
{
    [SkippableFact]
    public void LoadIdxFolder_RealFashionMnist_HasItsCountsAndClasses()
    {
        var folder = SharedData.Folder("fashion-mnist-6k");
        Skip.If(folder is null, "Needs Fashion-MNIST: see MLNETCNN_SHARED_DATA.");

        var (train, test) = ImageSet.LoadIdxFolder(folder);

        Assert.Equal(new TensorShape(1, 28, 28), train.Shape);
        Assert.Equal((4443, 1313), (train.Count, test!.Count));
        Assert.Equal(10, train.ClassNames.Length);
        Assert.Equal(Enumerable.Range(0, 10), train.Labels.Distinct().Order());
        // Fashion-MNIST's mean brightness is 0.286, and a random part of it has nearly the same.
        Assert.InRange(train.Pixels.ToArray().Average(pixel => pixel / 255.0), 0.27, 0.30);
    }
}
