using System.Text;
using System.Text.Json;

namespace MlNetCnn.Tests;

public sealed class ArchitectureFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("architectures").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Load_AFileThatSaveWrote_GivesTheNetwork()
    {
        Architectures.LeNet().Save(At("mine.json"));

        Assert.Equal(Architectures.LeNet(), Architecture.Load(At("mine.json")));
        Assert.Equal(Architectures.LeNet(), Architectures.Open(At("mine.json")));
        Assert.Equal(["mine.json"], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public void Load_AFileWithAByteOrderMark_IsRead()
    {
        File.WriteAllText(At("mine.json"), Architectures.LeNet().ToJson(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        Assert.Equal("lenet", Architecture.Load(At("mine.json")).Name);
    }

    [Fact]
    public void Load_AFileThatIsWrong_NamesItAndTheJsonPath()
    {
        File.WriteAllText(At("mine.json"), """{"format": 1, "name": "x", "layers": [{"kind": "linear", "outFeatures": 0}]}""");

        var error = Assert.Throws<JsonException>(() => Architecture.Load(At("mine.json")));

        Assert.Equal($"'{At("mine.json")}': $.layers[0].outFeatures: Linear '0' has outFeatures 0, but it must be at least 1.", error.Message);
        Assert.Equal("$.layers[0].outFeatures", error.Path);
    }

    [Fact]
    public void Load_AFileThatIsTooLarge_IsRefused()
    {
        using (var file = File.Create(At("large.json")))
            file.SetLength(10_500_000);

        Assert.Equal($"'{At("large.json")}': The file is larger than 10 MB, which no description of a network is: choose another file.",
            Assert.Throws<JsonException>(() => Architecture.Load(At("large.json"))).Message);
    }

    [Fact]
    public void Load_WhatCannotBeRead_SaysWhy()
    {
        Assert.Equal($"'{At("none.json")}' cannot be read: there is no such file.",
            Assert.Throws<IOException>(() => Architecture.Load(At("none.json"))).Message);
        Assert.Equal($"'{_folder}' cannot be read: it is a folder.", Assert.Throws<IOException>(() => Architecture.Load(_folder)).Message);
    }

    [Fact]
    public void Save_WhereItCannotBeWritten_SaysWhy() =>
        Assert.StartsWith($"'{At("none/mine.json")}' cannot be written: there is no folder ",
            Assert.Throws<IOException>(() => Architectures.LeNet().Save(At("none/mine.json"))).Message);

    [Fact]
    public void Open_NoName_SaysSo() =>
        Assert.StartsWith("There is neither an architecture nor a file called ''. 'mlnetcnn summary --list' shows all", Assert.Throws<ArgumentException>(() => Architectures.Open("")).Message);

    [Fact]
    public void Open_ANameOfTheCatalog_GoesFirst() => Assert.Equal(Architectures.Vgg(11, 4), Architectures.Open("vgg11/4"));

    [Fact]
    public void Open_NeitherNameNorFile_SaysWhatMayBeMeant() =>
        Assert.StartsWith(
            "There is neither an architecture nor a file called 'lenet5': did you mean 'lenet'",
            Assert.Throws<ArgumentException>(() => Architectures.Open("lenet5")).Message);

    private string At(string name) => Path.Combine(_folder, name);
}
