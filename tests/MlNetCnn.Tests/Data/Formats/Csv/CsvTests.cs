using System.Text;

namespace MlNetCnn.Tests;

public sealed class CsvTests : IDisposable
{
    private readonly DataSetFolder _set = new();

    public void Dispose() => _set.Dispose();

    [Theory]
    [InlineData("label,p0,p1,p2,p3\n7,1,2,3,4\n2,5,6,7,8\n10,0,0,0,255\n")]
    [InlineData("p0;p1;p2;p3;class\n1;2;3;4;7\n5;6;7;8;2\n0;0;0;255;10\n")]
    [InlineData("\uFEFF\"label\",\"p0\",\"p1\",\"p2\",\"p3\"\n\"7\",\"1\",2,3,4\n\n2,5,6,7,8\n10,0,0,0,255\n")]
    public void Open_Csv_HasPixelsAndLabelsInTheirOrder(string text)
    {
        var data = Open(text);

        Assert.Equal((ImageDataFormat.Csv, new TensorShape(1, 2, 2)), (data.Format, data.Shape));
        Assert.Equal(["2", "7", "10"], data.ClassNames.AsEnumerable());
        Assert.Equal([1, 0, 2], data.Train.Labels.AsEnumerable());
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 255], data.Train.ToImageSet().Pixels.ToArray());
    }

    [Theory]
    [InlineData("0,9,9,9,7\n1,9,9,9,8\n1,9,9,9,200\n0,9,9,9,9", 0)] // whole numbers without a gap
    [InlineData("7,9,9,9,0\n8,9,9,9,1\n200,9,9,9,1\n9,9,9,9,0", 4)]
    [InlineData("1,9,9,9,0\r\n2,9,9,9,0\r\n", 0)] // an edge of one color
    [InlineData("0,9,9,9,3\n0,9,9,9,7\n", 4)]
    [InlineData("a,9,9,9,0\nb,9,9,9,1\n", 0)] // names
    [InlineData("0,9,9,9,\"a\"\n1,9,9,9,\"b\"\n", 4)]
    public void Open_CsvWithoutHeader_FindsTheLabelFirstOrLast(string text, int place)
    {
        var labels = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim().Split(',')[place].Trim('"')).ToArray();

        var data = Open(text);

        Assert.Equal(labels, data.Train.Labels.Select(label => data.ClassNames[label]));
    }

    [Fact]
    public void Open_CsvWithoutHeaderAndLabelLast_IsRead()
    {
        var random = new Random(1);
        var rows = Enumerable.Range(0, 60).Select(i => $"{string.Join(',', Enumerable.Range(0, 64).Select(_ => random.Next(160)))},{i % 3}");

        var data = Open(string.Join('\n', rows));

        Assert.Equal((3, new TensorShape(1, 8, 8)), (data.ClassNames.Length, data.Shape));
        Assert.Equal(Enumerable.Range(0, 60).Select(i => i % 3), data.Train.Labels);
    }

    [Theory]
    [InlineData("7,1,2,3,4\n2,5,6,7,8\n10,0,0,0,255")]
    [InlineData("0,1,2,3,1\n1,5,6,7,0\n")]
    public void Open_CsvWhoseLabelCouldBeFirstOrLast_AsksForIt(string text)
    {
        Assert.Contains("set LabelColumn to first or last", Assert.Throws<InvalidDataException>(() => Open(text)).Message);
        var (first, last) = (Open(text, o => o with { LabelColumn = "first" }), Open(text, o => o with { LabelColumn = "5" }));

        Assert.Equal(text.Split('\n')[0].Split(',')[0], first.ClassNames[first.Train.Labels[0]]);
        Assert.Equal(text.Split('\n')[0].Split(',')[4], last.ClassNames[last.Train.Labels[0]]);
        Assert.Contains("has no label column '6'", Assert.Throws<InvalidDataException>(() => Open(text, o => o with { LabelColumn = "6" })).Message);
    }

    [Fact]
    public void Open_CsvWithChannelsLast_IsTurnedToPlanes()
    {
        var data = Open("a,1,2,3\nb,4,5,6\n", o => o with { LabelColumn = null, TableShape = new TensorShape(3, 1, 1), TableLayout = ImageLayout.ChannelsLast });
        Assert.Equal([1, 2, 3, 4, 5, 6], data.Train.ToImageSet().Pixels.ToArray());

        var wide = Open("a,1,2,3,4,5,6\nb,4,5,6,7,8,9\n", o => o with { TableShape = new TensorShape(3, 1, 2), TableLayout = ImageLayout.ChannelsLast });
        Assert.Equal([1, 4, 2, 5, 3, 6], wide.Train.ToImageSet().Image(0).ToArray());
    }

    [Fact]
    public void Open_FolderWithTrainAndTestCsv_GivesBoth()
    {
        _set.Add("mnist_train.csv", "label,1,2,3,4\na,1,2,3,4\nb,5,6,7,8"u8.ToArray()).Add("mnist_test.csv", "label,1,2,3,4\nb,9,9,9,9"u8.ToArray());

        var data = _set.Open();

        Assert.Equal((2, 1), (data.Train.Count, data.Test!.Count));
        Assert.Equal([1], data.Test.Labels.AsEnumerable());
    }

    [Theory]
    [InlineData("label,a,b,c,d\n1,1,2,3,4\n2,5,6,7\n", "Row 3 of '", "has 4 fields, but the first has 5")]
    [InlineData("1,1,2,3,4\n2,5,6,7,8,9\n", "Row 2 of '", "has 6 fields, but the first has 5")]
    [InlineData("1,1,2,3,4\n2,5,x,7,8\n", "Row 2, field 3 of '", "is 'x', but a pixel is a whole number from 0 to 255")]
    [InlineData("1,1,2,3,4\n2,5,256,7,8\n", "Row 2, field 3 of '", "is '256'")]
    [InlineData("1,1,2,3,4\n2,5,-1,7,8\n", "Row 2, field 3 of '", "is '-1'")]
    [InlineData("1,1,2,3,4\n\"2,5,6,7,8\n", "Row 2", "")]
    [InlineData("1,1,2\n2,5,6\n", "no square image", "TableShape")]
    [InlineData("id,a,b,c,d\nx,1,2,3,4\n", "has no label column", "LabelColumn")]
    [InlineData("one\ntwo\n", "needs a label and pixels", "")]
    [InlineData("label,a,b,c,d\n", "has no images", "")]
    public void Open_BrokenCsv_NamesRowAndField(string text, params string[] complaints)
    {
        var message = Assert.Throws<InvalidDataException>(() => Open(text)).Message;
        Assert.All(complaints, complaint => Assert.Contains(complaint, message));
    }

    [Theory]
    [InlineData("lastnohead.csv", 3)]
    [InlineData("float01.csv", 3)]
    [InlineData("floatsci.csv", 3)]
    [InlineData("index.csv", 3)]
    [InlineData("idfirst.csv", 3)]
    [InlineData("kaggle-unlabelled-test", 3)]
    public void Open_CasesAsPeopleHaveThem_AreRead(string name, int classes)
    {
        var data = _set.Open(Cases.Path("tables", name));

        Assert.Equal((classes, new TensorShape(1, 8, 8), 60), (data.ClassNames.Length, data.Shape, data.Train.Count));
        Assert.Equal(47, data.Train.ToImageSet().Pixels.Span[0]);
    }

    [Fact]
    public void Notes_PixelsFromZeroToOneAndTablesWithoutLabels_AreSaid()
    {
        _set.Add("train.csv", "label,a,b,c,d\n0,0.5,0,0,1\n1,0,0,1,0.25\n"u8.ToArray()).Add("test.csv", "a,b,c,d\n0,0,0,1\n"u8.ToArray());
        using var tree = FileTree.Open(_set.Path, new());
        var source = CsvSource.Known.Recognize(tree, new())!;

        Assert.Equal([128, 0, 0, 255], source.Read(default).First().Bytes().ToArray());
        Assert.Equal([$"'{_set.File("test.csv")}' has no labels and is left out: mlnetcnn score gives the classes of image files, but not of pixels in tables.", "Pixels from 0 to 1 are read as 0 to 255."], source.Notes.AsEnumerable());
    }

    [Theory]
    [InlineData("emotion,pixels,Usage\n0,1 2 3 4,Training\n3,5 6 7 8,Training\n0,9 9 9 9,PublicTest\n3,8 8 8 8,PrivateTest\n")] // FER-2013
    [InlineData("emotion, Usage, pixels\n0, Training, 1 2 3 4\n3, Training, 5 6 7 8\n0, PublicTest, 9 9 9 9\n3, PrivateTest, 8 8 8 8\n")]
    public void Open_PixelsInOneField_AreRead(string text)
    {
        var data = Open(text);

        Assert.Equal((2, 1, 1), (data.Train.Count, data.Validation!.Count, data.Test!.Count));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], data.Train.ToImageSet().Pixels.ToArray());
    }

    [Theory]
    [InlineData("label,a,b,c,d\n3.0,1,2,3,4\n 7.0 ,5,6,7,8\n", "3,7")]
    [InlineData("label,a,b,c,d\ncat ,1,2,3,4\ncat,5,6,7,8\ndog,1,1,1,9\n", "cat,dog")]
    [InlineData("label;a;b;c;d\r\n3;1;2;3;4\r\n7;5;6;7;8\r\n", "3,7")]
    public void Open_LabelsAsPeopleWriteThem_AreClasses(string text, string classes) => Assert.Equal(classes, string.Join(',', Open(text).ClassNames));

    [Theory]
    [InlineData("0,1,2,3,4\n3,1,2,3,4\n7,5,6,7,8\n")]
    [InlineData(",0,1,2,3,4\n0,3,1,2,3,4\n1,7,5,6,7,8\n2,7,5,6,7,8\n")]
    public void Open_ColumnNumbersInTheFirstLine_AreNoImage(string text) // pandas without names
    {
        var data = Open(text, o => o with { LabelColumn = text[0] == ',' ? "2" : "first" });

        Assert.Equal(["3", "7"], data.ClassNames.AsEnumerable());
        Assert.Equal([1, 2, 3, 4], data.Train.ToImageSet().Pixels.ToArray()[..4]);
    }

    [Theory]
    [InlineData(true, "Rows of 192 values are read as 8x8x3, red, green and blue of each pixel together: set TableShape to 3x8x8 for the other order.")] // HAM10000
    [InlineData(false, "Rows of 192 values are read as 3x8x8, all red values first: set TableShape to 8x8x3 for the other order.")] // CIFAR
    public void Open_RowsOfThreeChannels_HaveTheOrderInWhichNeighborsAreAlike(bool isLast, string note)
    {
        var rows = Enumerable.Range(0, 4).Select(row => $"{row % 2}," + string.Join(',', Enumerable.Range(0, 192).Select(i => isLast ? Value(row, i % 3, i / 3) : Value(row, i / 64, i % 64))));
        var text = string.Join('\n', rows.Prepend("label," + string.Join(',', Enumerable.Range(0, 192).Select(i => $"pixel{i}"))));

        var data = Open(text);

        Assert.Equal(Enumerable.Range(0, 192).Select(i => (byte)Value(0, i / 64, i % 64)), data.Train.ToImageSet().Pixels.ToArray()[..192]);
        Assert.Equal(note, Assert.Single(data.Notes));
        Assert.Equal(data.Train.ToImageSet().Pixels.ToArray(), Open(text, o => o with { TableShape = isLast ? new(8, 8, 3) : new(3, 8, 8) }).Train.ToImageSet().Pixels.ToArray());

        static int Value(int row, int channel, int pixel) => 30 + 80 * channel + 3 * (pixel / 8) + 2 * (pixel % 8) + row;
    }

    [Fact]
    public void Open_EmnistAsCsv_StandsUprightAndHasTheNamesOfItsMapping()
    {
        var data = _set.Add("emnist-letters-mapping.txt", "1 65 97\n2 66 98\n"u8.ToArray()).Add("emnist-letters-train.csv", "1,0,1,2,255\n2,4,5,6,255\n"u8.ToArray()).Open(o => o with { LabelColumn = "first" });

        Assert.Equal(["Aa", "Bb"], data.ClassNames.AsEnumerable());
        Assert.Equal([0, 2, 1, 255], data.Train.ToImageSet().Pixels.ToArray()[..4]);
        Assert.Equal([Emnist.Note], data.Notes.AsEnumerable());
    }

    [Fact]
    public void Open_DarkPixels_AreSaid() =>
        Assert.Equal("No pixel is above 16 of 255, so that the images are dark: multiply them by 15.94, if 16 is white.", Assert.Single(Open("label,a,b,c,d\n3,0,16,3,4\n7,5,6,7,8\n").Notes));

    [Fact]
    public void Open_Utf16_IsRead()
    {
        var text = new UnicodeEncoding(bigEndian: false, byteOrderMark: true);
        _set.Add("a.csv", [.. text.GetPreamble(), .. text.GetBytes("label,a,b,c,d\nhäs,1,2,3,4\nigel,5,6,7,8\n")]);

        Assert.Equal(["häs", "igel"], _set.Open(_set.File("a.csv")).ClassNames.AsEnumerable());
    }

    [Theory]
    [InlineData("label,a,b,c,d,note\n1,1,2,3,4,hello\n2,5,6,7,8,you\n", "columns that are neither pixels nor known by their names, 'note'")]
    [InlineData("label,a,b,c,d\n1,-3.5,2,3,4\n2,5,6,7,8\n", "has pixels from -3.5 to 8")]
    public void Open_ColumnsOrPixelsThatAreNotKnown_AreNamed(string text, string why) =>
        Assert.Contains(why, Assert.Throws<InvalidDataException>(() => Open(text)).Message);

    [Fact]
    public void Open_IgnoredColumns_AreNoPixels() => Assert.Equal(new TensorShape(1, 2, 2),
        Open("label,a,b,c,d,note,age\n1,1,2,3,4,hello,7\n2,5,6,7,8,you,8\n", o => o with { IgnoreColumns = "note,7" }).Shape);

    [Fact]
    public void Open_CsvThatIsNotUtf8_IsRefused()
    {
        _set.Add("a.csv", [.. "label,1,2,3,4\ncaf"u8, 0xE9, .. ",1,2,3,4\nb,1,2,3,4\n"u8]);
        Assert.Contains("is not UTF-8", Assert.Throws<InvalidDataException>(() => _set.Open(_set.File("a.csv"))).Message);
    }

    private ImageData Open(string text, Func<ImageLoading, ImageLoading>? options = null) =>
        _set.Add("a.csv", Encoding.UTF8.GetBytes(text)).Open(_set.File("a.csv"), options);
}
