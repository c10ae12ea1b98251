namespace MlNetCnn.Tests;

public class ImageFactsTests
{
    [Fact]
    public void Read_AFolder_GivesSizesAndClassesWithoutPixels()
    {
        var facts = ImageFacts.Read(Cases.Path("classes", "same-names"), new ImageLoading { Cache = false, Size = 16, TestFraction = 0.5 });
        var data = ImageData.Open(Cases.Path("classes", "same-names"), new ImageLoading { Cache = false, MixedSize = 16 });

        Assert.Equal(ImageFacts.Of(data), facts);
        Assert.Equal((data.Train.Count, data.Train.Labels.CountBy(label => label).Min(c => c.Value)), (facts.TrainImages, facts.SmallestClass));
    }

    [Fact]
    public void Read_IdxFiles_GivesTheirShape()
    {
        var folder = Directory.CreateTempSubdirectory("mlnetcnn-facts-");
        IdxFolder.Write(folder.FullName, new ImageSet(new(1, 2, 3), new byte[18], [0, 1, 0], ["a", "b"]), new ImageSet(new(1, 2, 3), new byte[6], [0], ["a", "b"]));

        var facts = ImageFacts.Read(folder.FullName, new ImageLoading { Size = 9 });

        folder.Delete(recursive: true);
        Assert.Equal((1, 2, 3, true), (facts.Channels, facts.ShorterSide, facts.LongerSide, facts.IsOneSize));
        Assert.Equal((3, 0, 1, 1), (facts.TrainImages, facts.ValidationImages, facts.TestImages, facts.SmallestClass));
    }
}
