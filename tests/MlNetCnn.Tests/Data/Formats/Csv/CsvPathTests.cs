using System.Text;
using SkiaSharp;

namespace MlNetCnn.Tests;

/// <summary>Tables of image files as competitions and papers publish them.</summary>
public sealed class CsvPathTests : IDisposable
{
    private readonly DataSetFolder _set = new();

    public void Dispose() => _set.Dispose();

    [Theory]
    [InlineData("csv-of-paths", 12, "circle,square")]
    [InlineData("csv-of-ids-and-folder", 12, "boxer,pug")]
    public void Open_CasesOfPathsAndIds_AreRead(string folder, int count, string classes)
    {
        var data = _set.Open(Cases.Path("layouts", folder), o => o with { Size = 8 });

        Assert.Equal((ImageDataFormat.Csv, count, classes), (data.Format, data.Train.Count, string.Join(',', data.ClassNames)));
    }

    [Theory]
    [InlineData("path,label\nimg/1.png,cat\nimg/2.png,dog\n")]
    [InlineData("\uFEFFpath;label\r\n\"img/1.png\";cat \r\n\"img/2.png\"; dog\r\n")]
    [InlineData("filename\tclass\n1.png\tcat\n2.png\tdog\n")] // beside the images' folder
    [InlineData("image_id,breed\n1,cat\n2,dog\n")]
    [InlineData("img\\1.png,cat\nimg\\2.png,dog\nimg\\1.png,cat\n")]
    [InlineData("Unnamed: 0,file,age,species\n0,./img/1.png,3,cat\n1,../img/2.png,5,dog\n")]
    [InlineData("path,label\n/home/them/birds/img/1.png,cat\n/home/them/birds/img/2.png,dog\n")]
    [InlineData("image,cat,dog\n1,1.0,0.0\n2,0.0,1.0\n")] // one column a class
    [InlineData("lesion_id,image_id,dx,dx_type,age\nL1,1,cat,histo,80\nL2,2,dog,histo,70\n")] // HAM10000
    [InlineData("IMG,LABEL\nimg/1.PNG,cat\nimg/2.PNG,dog\n")]
    public void Open_PathsAsPeopleWriteThem_AreFound(string text)
    {
        var data = Images("img/1.png", "img/2.png").Table("labels.csv", text);

        Assert.Equal(["cat", "dog"], data.ClassNames.AsEnumerable());
        Assert.Equal(["cat img/1.png", "dog img/2.png"], Listed(data.Train)[..2]);
    }

    [Fact]
    public void Open_TableAlone_FindsTheImagesBesideIt()
    {
        Images("img/1.png", "img/2.png");
        _set.Add("labels.csv", "id,label\n1,cat\n2,dog\n"u8.ToArray());

        Assert.Equal(["cat img/1.png", "dog img/2.png"], Listed(_set.Open(_set.File("labels.csv")).Train));
    }

    [Fact]
    public void Open_SplitColumn_GivesSplits()
    {
        var data = Images("train/1.png", "train/2.png", "test/1.png", "valid/1.png").Table("birds.csv",
            "class id,filepaths,labels,data set\n0,train/1.png,cat,train\n1,train/2.png,dog,train\n0,test/1.png,cat,test\n0,valid/1.png,cat,valid\n");

        Assert.Equal((2, 1, 1), (data.Train.Count, data.Test!.Count, data.Validation!.Count));
        Assert.Equal(["cat test/1.png"], Listed(data.Test));
    }

    [Fact]
    public void Open_TablesOfSplits_FindTheirImagesOfTheSameNames()
    {
        Images("train/1.png", "train/2.png", "test/1.png", "test/2.png");
        _set.Add("train.csv", "id,label\n1,cat\n2,dog\n"u8.ToArray()).Add("sample_submission.csv", "id,label\n1,cat\n2,cat\n"u8.ToArray());

        _set.Add("test_meta.csv", "id,age,weight\n1,3,4\n2,5,6\n"u8.ToArray());
        var data = _set.Add("test.csv", "id,label\n1,dog\n2,cat\n"u8.ToArray()).Open();

        Assert.Equal(["cat train/1.png", "dog train/2.png"], Listed(data.Train));
        Assert.Equal(["dog test/1.png", "cat test/2.png"], Listed(data.Test!));
    }

    [Fact]
    public void Open_TableInTheFolderOfEachSplit_FindsTheImagesBesideIt() // as Hugging Face's imagefolder has them
    {
        Images("train/1.png", "train/2.png", "test/1.png");
        _set.Add("train/metadata.csv", "file_name,label\n1.png,cat\n2.png,dog\n"u8.ToArray()).Add("test/metadata.csv", "file_name,label\n1.png,dog\n"u8.ToArray());

        var data = _set.Open();

        Assert.Equal(["cat train/1.png", "dog train/2.png"], Listed(data.Train));
        Assert.Equal(["dog test/1.png"], Listed(data.Test!));
    }

    [Theory]
    [InlineData("part", "train", "test")] // any name, where all values are splits
    [InlineData("train/test", "Train", "Test")]
    [InlineData("fold", "train", "holdout")]
    [InlineData("is_train", "1", "0")]
    [InlineData("is_valid", "False", "True")] // fastai
    public void Open_ColumnThatTellsSplits_IsTaken(string column, string train, string other)
    {
        var data = Images("1.png", "2.png", "3.png").Table("a.csv", $"path,label,{column}\n1.png,cat,{train}\n2.png,dog,{train}\n3.png,dog,{other}\n");

        Assert.Equal(["dog 3.png"], Listed((data.Test ?? data.Validation)!));
    }

    [Fact]
    public void Open_RowsWithoutALabelOrSplit_AreSkippedAndSaid()
    {
        var data = Images("1.png", "2.png", "3.png", "4.png").Table("a.csv", "path,label,split\n1.png,cat,train\n2.png,dog,train\n3.png,dog,\n4.png,,test\n");

        Assert.Equal((2, null), (data.Train.Count, data.Test));
        Assert.Equal(["has no split in its column 'split'.", "has no label."], data.Skipped.Select(skipped => skipped.Reason[(skipped.Reason.IndexOf("' has", StringComparison.Ordinal) + 2)..]));
    }

    [Theory]
    [InlineData("trainset.csv", "testset.csv")]
    [InlineData("TrainSet.csv", "TestSet.csv")]
    [InlineData("traindata.csv", "testdata.csv")]
    [InlineData("my_train_split.csv", "my_holdout.csv")]
    [InlineData("trainLabels.csv", "testLabels.csv")]
    public void Open_TablesNamedLikeSplits_AreThese(string train, string test)
    {
        Images("img/1.png", "img/2.png", "img/3.png", "icons/9.png");
        _set.Add(train, "path,label\nimg/1.png,cat\nimg/2.png,dog\n"u8.ToArray()).Add("Meta.csv", "path,label\nicons/9.png,cat\n"u8.ToArray());

        var data = _set.Add(test, "path,label\nimg/3.png,dog\n"u8.ToArray()).Open();

        Assert.Equal((2, 1), (data.Train.Count, data.Test!.Count));
        Assert.StartsWith("'Meta.csv' is left out, because its name tells no split", data.Notes[0]); // as GTSRB's icons
    }

    [Theory]
    [InlineData("path,species,breed\na,cat,tabby\nb,dog,pug\nc,dog,boxer\n", "boxer,pug,tabby", "Column 'breed' of")]
    [InlineData("path,label,label_name\na,0,cat\nb,1,dog\nc,1,dog\n", "cat,dog", null)] // names say more than numbers
    public void Open_SeveralColumnsOfLabels_AreChosenFromAndSaid(string text, string classes, string? note)
    {
        var data = Images("a.png", "b.png", "c.png").Table("a.csv", text);

        Assert.Equal((classes, note), (string.Join(',', data.ClassNames), data.Notes.FirstOrDefault()?[..17]));
    }

    [Fact]
    public void Open_SplitColumnOfNumbers_IsNotUsedAndSaid() => Assert.Contains(
        "was not used, because its values, such as '0', are no splits", Assert.Single(Images("a.png", "b.png").Table("a.csv", "path,label,split\na,cat,0\nb,dog,1\n").Notes));

    [Fact]
    public void Open_IdOfSeveralFiles_IsSaid() =>
        Assert.StartsWith("1 ID fits several images, such as 'a.gif'", Images("a.png", "a.gif", "b.png").Table("a.csv", "id,label\na,cat\nb,dog\n").Notes[0]);

    [Fact]
    public void Open_TableBesideClassFoldersThatIsNotUsed_IsSaid()
    {
        _set.AddClasses("").Add("Cat/9.png", TestImages.Plain(4, 3, SKColors.Red)).Add("a.csv", "file,label\ncat/1.png,red\n"u8.ToArray());

        Assert.Equal(["'a.csv' labels 1 of the images and was not used: set PathColumn to 'file' to read it.",
            "The classes 'Cat' and 'cat' differ only in case, spaces or the form of accents: if they are one, merge them by Classes, a CSV of old and new names."], _set.Open().Notes.AsEnumerable());
    }

    [Fact]
    public void Open_TablesWithoutSplitsInTheirNames_AreSaid()
    {
        Images("1.png", "2.png");
        var data = _set.Add("a.csv", "path,label\n1.png,cat\n"u8.ToArray()).Add("b.csv", "path,label\n2.png,dog\n"u8.ToArray()).Open();

        Assert.StartsWith("'a.csv', 'b.csv' are read as training images", Assert.Single(data.Notes));
    }

    [Fact]
    public void Open_TableBesideSplitFolders_KeepsTheirSplitsAndSaysWhatItDoesNotList()
    {
        var data = Images("train/cat/0.png", "train/dog/1.png", "test/cat/2.png", "test/dog/3.png").Table("all.csv", "path,label\ntrain/cat/0.png,cat\ntrain/dog/1.png,dog\ntest/cat/2.png,cat\n");

        Assert.Equal(["cat test/cat/2.png"], Listed(data.Test!));
        Assert.StartsWith("1 image that no table lists, such as 'test/dog/3.png', was left out", Assert.Single(data.Notes));
    }

    [Fact]
    public void Open_IdsThatAreInTrainAndTest_AreTheTrainingImages() // as Kaggle's CIFAR-10
    {
        var data = Images("train/0.png", "train/1.png", "test/0.png", "test/1.png").Table("labels.csv", "id,label\n0,cat\n1,dog\n");

        Assert.Equal(["cat train/0.png", "dog train/1.png"], Listed(data.Train));
    }

    [Fact]
    public void Open_TableOfColorsBesideThatOfLabels_IsLeftOut()
    {
        Images("1.png", "2.png");
        var data = _set.Add("class_dict.csv", "class,r,g,b\ncat,1,2,3\ndog,4,5,6\n"u8.ToArray()).Add("labels.csv", "path,label\n1.png,cat\n2.png,dog\n"u8.ToArray()).Open();

        Assert.Equal(2, data.Train.Count);
        Assert.EndsWith("class_dict.csv' names no images and is left out.", Assert.Single(data.Notes));
    }

    [Fact]
    public void Open_SplitFoldersBesideATableAboutThem_StayFolders()
    {
        _set.AddClasses("train/", "test/").Add("about.csv", "id,author\n1,me\n2,you\n"u8.ToArray());

        Assert.Equal(ImageDataFormat.Folder, _set.Open().Format);
    }

    [Fact]
    public void Open_MissingFile_IsABadImage()
    {
        var data = Images("train/1.png", "train/2.png", "test/3.png").Table("train.csv", "id,label\n1,cat\n2,dog\n3,dog\n");

        Assert.Equal("Row 4 of '" + _set.File("train.csv") + "' names '3', which is not there.", Assert.Single(data.Skipped).Reason);
    }

    [Fact]
    public void Open_FileListedUnderTwoLabels_IsSaid()
    {
        var data = Images("1.png", "2.png").Table("a.csv", "path,label\n1.png,cat\n2.png,dog\n1.png,dog\n1.png,cat\n");

        Assert.Contains("lists '1.png' as 'dog', but a row before it as 'cat'", Assert.Single(data.Skipped).Reason);
        Assert.Equal(3, data.Train.Count);
    }

    [Theory]
    [InlineData("path,label\nx/8.png,cat\nx/9.png,dog\n", "None of the first 2 images that", "in column 'path' is there, such as 'x/8.png'")]
    [InlineData("path,label\n../../etc/8.png,cat\n/etc/passwd.png,dog\n", "is there, such as")]
    [InlineData("path,label\nhttps://a.org/7.png,cat\nhttps://a.org/8.png,dog\n", "web addresses")]
    [InlineData("path,color,shape\n1.png,red,round\n2.png,blue,square\n", "several columns that could be the label, 'color', 'shape': set LabelColumn")]
    [InlineData("path,cat,dog\n1.png,1,1\n2.png,0,1\n", "Row 2 of", "has 2 classes at once: these are multi-label data")]
    [InlineData("path,cat,dog\n1.png,1,0\n2.png,0,0\n", "Row 3 of", "has no class")]
    [InlineData("path,label\n1.png,Mass|Edema\n2.png,Mass\n", "labels like 'Mass|Edema' in column 'label': these are multi-label data")]
    [InlineData("front,back,label\n1.png,2.png,cat\n2.png,1.png,dog\n", "several columns that could be the path, 'front', 'back': set PathColumn")]
    [InlineData("filename,width,height,class,xmin,ymin,xmax,ymax\n1.png,9,9,cat,1,1,2,2\n1.png,9,9,dog,3,3,4,4\n2.png,9,9,dog,3,3,4,4\n", "has several boxes of objects in an image")]
    [InlineData("path,label,split\n1.png,cat,train\n2.png,dog,eval\n", "has 'eval' in its split column 'split', but the splits are train, val and test")]
    [InlineData("path,label,is_train,is_test\n1.png,cat,1,0\n2.png,dog,0,1\n", "several columns that could be the split, 'is_train', 'is_test'")]
    public void Open_TablesThatDoNotFit_SayWhy(string text, params string[] complaints)
    {
        var message = Assert.Throws<InvalidDataException>(() => Images("1.png", "2.png").Table("a.csv", text)).Message;

        Assert.All(complaints, complaint => Assert.Contains(complaint, message));
    }

    [Fact]
    public void Open_MeasuresAsLabels_AreCalledRegression() => Assert.Contains("are measures (regression), not classes", Assert.Throws<InvalidDataException>(
        () => Images("1.png").Table("a.csv", "path,label\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"1.png,0.{i}1\n")))).Message);

    [Fact]
    public void Open_ColumnsThatAreAskedFor_AreTaken()
    {
        Images("1.png", "2.png", "3.png");
        _set.Add("a.csv", "name,color,shape,part\n1,red,round,train\n2,blue,square,train\n3,red,round,test\n"u8.ToArray());

        var data = _set.Open(o => o with { PathColumn = "name", LabelColumn = "shape", SplitColumn = "4" });

        Assert.Equal(["round 1.png", "square 2.png"], Listed(data.Train));
        Assert.Equal(["red", "blue"], _set.Open(o => o with { IgnoreColumns = "shape, part", PathColumn = "1" }).Train.Labels.Take(2).Select(label => label == 1 ? "red" : "blue"));
    }

    [Fact]
    public void Open_ClassFoldersWithATableAboutThem_StayClassFolders()
    {
        _set.AddClasses("").Add("colors.csv", "name,red,green\nsky,1,2\nsea,3,4\n"u8.ToArray()).Add("doubtful.csv", "path,label\ncat/1.png,dog\n"u8.ToArray());

        Assert.Equal(ImageDataFormat.Folder, _set.Open().Format);
    }

    [Fact]
    public void Open_PathColumnBesideClassFolders_IsTheTable()
    {
        _set.AddClasses("").Add("a.csv", "file,color\ncat/1.png,red\ndog/1.png,blue\n"u8.ToArray());

        Assert.Equal(["red cat/1.png", "blue dog/1.png"], Listed(_set.Open(o => o with { PathColumn = "file" }).Train));
        Assert.Contains("has no path column 'files'", Assert.Throws<InvalidDataException>(() => _set.Open(o => o with { PathColumn = "files" })).Message);
    }

    [Fact]
    public void Open_FoldersThatAreNoClassesWithATable_AreReadByTheTable()
    {
        var data = Images("part_1/a.png", "part_2/b.png", "part_2/c.png").Table("meta.csv", "image_id,dx\na,nv\nb,mel\nc,nv\n");

        Assert.Equal(["nv part_1/a.png", "mel part_2/b.png", "nv part_2/c.png"], Listed(data.Train));
    }

    private static string[] Listed(ImageSplit split) => [.. split.Labels.Select((label, i) => $"{split.ClassNames[label]} {split.Paths[i]}")];

    private TableSet Images(params string[] names)
    {
        for (var i = 0; i < names.Length; i++)
            _set.Add(names[i], TestImages.Plain(2, 2, new SKColor((byte)(10 * i), 0, 0)));
        return new TableSet(_set);
    }

    private sealed record TableSet(DataSetFolder Set)
    {
        public ImageData Table(string name, string text) => Set.Add(name, Encoding.UTF8.GetBytes(text)).Open();
    }
}
