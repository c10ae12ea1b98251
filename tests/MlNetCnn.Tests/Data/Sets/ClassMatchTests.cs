namespace MlNetCnn.Tests;

public class ClassMatchTests
{
    private static readonly string[] Shapes = ["circle", "line", "square"];

    [Theory]
    [InlineData("circle,line,square", ClassMatching.Name, 0, 1, 2)]
    [InlineData("square,circle,line", ClassMatching.Name, 2, 0, 1)]
    [InlineData("square,circle", ClassMatching.Name, 2, 0)]
    [InlineData("Circle,Square,line", ClassMatching.NameIgnoringCase, 0, 2, 1)]
    [InlineData("LINE", ClassMatching.NameIgnoringCase, 1)]
    [InlineData("0,1,2", ClassMatching.Position, 0, 1, 2)]
    [InlineData("1,2,3", ClassMatching.Position, 0, 1, 2)]
    [InlineData("0,1", ClassMatching.Position, 0, 1)]
    [InlineData("10,8,9", ClassMatching.Position, 2, 0, 1)]
    public void Of_ClassesThatBelongTogether_PairsThem(string data, ClassMatching matching, params int[] positions)
    {
        var match = ClassMatch.Of(Shapes, data.Split(','));

        Assert.Equal(matching, match.Matching);
        Assert.Equal(positions, match.Positions);
    }

    [Fact]
    public void Of_NumbersInTheOrderOfTexts_PairsThemInTheirOwn()
    {
        string[] letters = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
        string[] folders = [.. Enumerable.Range(0, 12).Select(i => $"{i}").Order(StringComparer.Ordinal)]; // 0, 1, 10, 11, 2, …

        Assert.All(folders.Zip(ClassMatch.Of(letters, folders).Positions), pair => Assert.Equal(pair.First, $"{pair.Second}"));
        Assert.All(Enumerable.Range(0, 12), i => Assert.Equal($"{i}", folders[ClassMatch.Of(folders, letters).Positions[i]]));
    }

    [Theory]
    [InlineData("circle,line,square", "line,square,zcircle", "'zcircle'")]
    [InlineData("circle,line,square", "cat,dog,fish", "'cat', 'dog', 'fish'")]
    [InlineData("circle,line,square", "circle,line,square,blob", "'blob'")]
    [InlineData("circle,line,square", "circle,Circle,line", "upper and lower case")]
    [InlineData("circle,Circle,line", "CIRCLE,line", "upper and lower case")]
    [InlineData("0,1,2", "1,2,3", "'3'")]
    [InlineData("circle,line,square", "0,2", "needs as many on both sides")]
    [InlineData("circle,line,square", "0,1,2,3", "needs as many on both sides")]
    [InlineData("0,1,2", "cat,dog", "needs as many on both sides")]
    [InlineData("caf\u00e9,bar", "cafe\u0301,bar", "Accents that are characters of their own")]
    public void Of_ClassesThatDoNot_NamesThem(string model, string data, string named) =>
        Assert.Contains(named, Assert.Throws<InvalidDataException>(() => ClassMatch.Of(model.Split(','), data.Split(','))).Message, StringComparison.Ordinal);

    [Fact]
    public void MatchTo_SubsetInAnotherOrder_KeepsPixelsAndNamesTheModelsClasses()
    {
        var images = new ImageSplit(new ImageSet(new TensorShape(1, 1, 1), new byte[] { 7, 8 }, [0, 1], ["Square", "circle"]));

        var matched = images.MatchTo([.. Shapes], out var match);

        Assert.Equal(ClassMatching.NameIgnoringCase, match.Matching);
        Assert.Equal([2, 0], matched.Labels.ToArray());
        Assert.Equal(Shapes, matched.ClassNames.ToArray());
        Assert.Equal([7, 8], matched.ToImageSet().Pixels.ToArray());
    }
}
