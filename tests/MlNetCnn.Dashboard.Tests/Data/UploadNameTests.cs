namespace MlNetCnn.Dashboard.Tests;

public class UploadNameTests
{
    [Theory]
    [InlineData("../../x.zip", "pets.zip", "x.zip")]
    [InlineData("C:\\dir\\My pets.TAR.GZ", "pets.tar.gz", "My pets.TAR.GZ")]
    [InlineData("a\u0000b\n.csv", "pets.csv", "ab.csv")]
    [InlineData("/etc/passwd\u0001.parquet", "pets.parquet", "passwd.parquet")]
    public void Of_HostileFileName_IsATextAndNoPath(string file, string stored, string shown)
    {
        var name = UploadName.Of("pets", file);

        Assert.Equal(("pets", stored, shown), (name.Set, name.Stored, name.Shown));
    }

    [Theory]
    [InlineData("pets", "x.exe")]
    [InlineData("pets", "zip")]
    [InlineData("pets", null)]
    [InlineData("../pets", "x.zip")]
    [InlineData("mnist", "x.zip")]
    [InlineData(null, "x.zip")]
    public void Of_WhatCannotBeUsed_IsRefused(string? set, string? file) => Assert.Throws<ArgumentException>(() => UploadName.Of(set, file));

    [Theory]
    [InlineData("My Pets.zip", "my-pets")]
    [InlineData("a/b/cats.tar.gz", "cats")]
    [InlineData("..zip", "")]
    [InlineData("con.zip", "")]
    public void Suggest_FileName_IsAUsableNameOrNone(string file, string name) => Assert.Equal(name, UploadName.Suggest(file));
}
