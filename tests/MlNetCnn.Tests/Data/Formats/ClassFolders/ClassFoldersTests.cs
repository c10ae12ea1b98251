namespace MlNetCnn.Tests;

public sealed class ClassFoldersTests
{
    [Theory]
    [InlineData("cat,dog", "cat:Train,dog:Train")]
    [InlineData("pets/cat,pets/dog", "cat:Train,dog:Train")]
    [InlineData("train/cat,train/dog,val/cat,val/dog", "cat:Train,dog:Train,cat:Validation,dog:Validation")]
    [InlineData("Train/cat,Train/dog,Test/dog,valid/cat", "cat:Train,dog:Train,dog:Test,cat:Validation")]
    [InlineData("cat/train,cat/test,dog/train,dog/val", "cat:Train,cat:Test,dog:Train,dog:Validation")]
    [InlineData("cat/images,dog/images", "cat:Train,dog:Train")]
    [InlineData("cat,cat/more,dog", "cat:Train,cat:Train,dog:Train")]
    [InlineData("train/cat/images,train/dog/images,test/cat/images", "cat:Train,dog:Train,cat:Test")]
    [InlineData("seg_train/cat,seg_train/dog,seg_test/cat,seg_test/dog", "cat:Train,dog:Train,cat:Test,dog:Test")]
    [InlineData("seg_train/seg_train/cat,seg_train/seg_train/dog,seg_test/seg_test/cat", "cat:Train,dog:Train,cat:Test")]
    [InlineData("TrainImages/cat,TrainImages/dog,ValImages/cat", "cat:Train,dog:Train,cat:Validation")]
    [InlineData("training_data/cat,training_data/dog,testing_data/dog", "cat:Train,dog:Train,dog:Test")]
    [InlineData("a/train_set/cat,a/train_set/dog,a/test_set/cat", "cat:Train,dog:Train,cat:Test")]
    [InlineData("trainset/a,testset/a", "a:Train,a:Test")]
    [InlineData("train/train/cat,train/train/dog,test/test/cat,test/test/dog", "cat:Train,dog:Train,cat:Test,dog:Test")]
    [InlineData("train/images/cat,train/images/dog,valid/images/cat", "cat:Train,dog:Train,cat:Validation")]
    [InlineData("bus,car,train", "bus:Train,car:Train,train:Train")]
    [InlineData("beaker,test_tube", "beaker:Train,test_tube:Train")]
    [InlineData("contest,protest", "contest:Train,protest:Train")]
    public void Resolve_ClassesOrSplits_AreRead(string folders, string expected)
    {
        var classes = ClassFolders.Resolve("set", folders.Split(','), []);

        Assert.Equal(expected.Split(','), folders.Split(',').Select(folder => $"{classes.Groups[folder].Class}:{classes.Groups[folder].Split}"));
    }

    [Theory]
    [InlineData("train_set,test_set")]
    [InlineData("seg_train/cat,seg_train/dog,other")]
    [InlineData("train_a/cat,train_b/cat,test_a/cat")]
    [InlineData("TrainImages/cat,ValImages/cat,extra/cat")]
    [InlineData("trainA,trainB,testA,testB")]
    [InlineData("train1,val1")]
    public void Resolve_FoldersNamedLikeSplits_AreRefused(string folders)
    {
        var message = Assert.Throws<InvalidDataException>(() => ClassFolders.Resolve("set", folders.Split(','), [])).Message;

        Assert.Contains("are named like splits, not like classes", message);
        Assert.Contains($"'{folders.Split('/', ',')[0]}'", message);
    }

    [Theory]
    [InlineData("train/cat,train/dog,test", "test")]
    [InlineData("train/cat,train/dog,test/test", "test/test")]
    [InlineData("train/cat,train/dog,val/cat,test/images", "test/images")]
    [InlineData("seg_train/seg_train/cat,seg_train/seg_train/dog,seg_test/seg_test/cat,seg_pred/seg_pred", "seg_pred/seg_pred")]
    [InlineData("seg_train/cat,seg_train/dog,seg_pred", "seg_pred")]
    [InlineData("train/cat,train/dog,test/cat,test/dog,unlabeled", "unlabeled")]
    [InlineData("train/cat,train/dog,test/cat", "")]
    [InlineData("train/cat,train/dog,val", "")]
    [InlineData("train/cat,train/dog,test,test/cat", "")]
    [InlineData("cat,dog,test", "")]
    public void Unlabeled_TestFolderWithoutClasses_IsFound(string folders, string expected) =>
        Assert.Equal(expected.Split(',', StringSplitOptions.RemoveEmptyEntries), ClassFolders.Unlabeled(folders.Split(',')));

    [Theory]
    [InlineData("animals/x/dog,animals/x/cat,vehicles/y/bus,vehicles/y/car", "'animals' and 'vehicles'", "'animals/x/cat'")]
    [InlineData("fold1/cat,fold1/dog,fold2/cat,fold2/dog", "'fold1' and 'fold2'", "'fold1/cat'")]
    [InlineData("fold1/cat,fold1/dog,fold2/cat,fold2/dog,stray", "'fold1' and 'fold2'", "'fold1/cat'")]
    [InlineData("fold1,fold1/cat,fold1/dog,fold2/cat,fold2/dog", "'fold1' and 'fold2'", "'fold1/cat'")]
    [InlineData("train/a/cat,train/a/dog,train/b/cat,train/b/dog", "'a' and 'b'", "'a/cat'")]
    [InlineData("bottle/train/good,bottle/test/good,cable/train/good,cable/test/good", "'bottle' and 'cable'", "'bottle/test/good'")]
    public void Resolve_FoldersThatHoldFoldersOfImages_AreRefused(string folders, params string[] seen)
    {
        var message = Assert.Throws<InvalidDataException>(() => ClassFolders.Resolve("set", folders.Split(','), [])).Message;

        Assert.Contains("look like groups or splits, not like classes", message);
        Assert.All(seen, what => Assert.Contains(what, message));
    }
}
