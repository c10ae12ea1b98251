using CsCheck;

namespace MlNetCnn.Tests;

public class DataSetNameTests
{
    [Theory]
    [InlineData("flowers")]
    [InlineData("a")]
    [InlineData("my-photos_2.v3")]
    [InlineData("2026")]
    [InlineData("console")]
    public void Require_AName_KeepsIt(string name) => Assert.Equal(name, DataSetName.Require(name));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../up")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("/etc")]
    [InlineData("C:")]
    [InlineData(".hidden")]
    [InlineData("end.")]
    [InlineData("two words")]
    [InlineData("Blumen")]
    [InlineData("größe")]
    [InlineData("a\0b")]
    [InlineData("line\n")]
    [InlineData("nul")]
    [InlineData("com1.txt")]
    [InlineData("aux.v2")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void Require_WhatNoFolderShouldBeCalled_IsRefused(string name) =>
        Assert.Contains("cannot name a data set", Assert.Throws<ArgumentException>(() => DataSetName.Require(name)).Message);

    [Theory]
    [InlineData("My Photos!", "'my-photos'")]
    [InlineData("../up", "'up'")]
    [InlineData("NUL", "'my-nul'")]
    public void Require_Refused_GivesANameThatCanBeUsed(string name, string like) =>
        Assert.EndsWith($"like {like}.", Assert.Throws<ArgumentException>(() => DataSetName.Require(name)).Message);

    [Fact]
    public void Require_NameOfTheCatalog_IsRefused() =>
        Assert.Contains("published", Assert.Throws<ArgumentException>(() => DataSetName.Require("mnist")).Message);

    [Fact]
    public void IsValid_AnyText_NeverLeadsOutOfItsFolder() => Gen.String[Gen.Char["ab1.-_/\\: \0~*A"], 0, 8].Sample(name =>
    {
        if (!DataSetName.IsValid(name))
            return;
        Assert.Equal(name, Path.GetFileName(name));
        Assert.Equal(Path.Combine("/own", name), Path.GetFullPath(Path.Combine("/own", name)));
    });
}
