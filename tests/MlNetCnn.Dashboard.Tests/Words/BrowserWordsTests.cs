namespace MlNetCnn.Dashboard.Tests;

public class BrowserWordsTests
{
    [Theory]
    [InlineData("'/home/me/.local/share/mlnetcnn/sets/.upload.x1/pets.zip' is damaged.", "'pets.zip' is damaged.")]
    [InlineData("Could not find a part of the path '/srv/my data/a b/c.png'.", "Could not find a part of the path 'c.png'.")]
    [InlineData("The store /data/runs.db cannot be used: /data is read-only.", "The store runs.db cannot be used: data is read-only.")]
    [InlineData(@"'C:\Users\me\sets\pets.zip' and C:\sets\x.tar are damaged.", "'pets.zip' and x.tar are damaged.")]
    [InlineData("(see /var/log/a.txt)", "(see a.txt)")]
    [InlineData("1,200 images/s of train/cat/1.png by http://localhost:4318/v1 and 3/4", "1,200 images/s of train/cat/1.png by http://localhost:4318/v1 and 3/4")]
    [InlineData("by hand <b>x</b>", "by hand <b>x</b>")]
    [InlineData("Linear 'fc' needs a flat input, but 'pool' gives 16×5×5.", "Linear 'fc' needs a flat input, but 'pool' gives 16×5×5.")]
    public void Of_Sentence_HasTheLastNamesOfPathsOnly(string sentence, string expected) => Assert.Equal(expected, BrowserWords.Of(sentence));

    [Fact]
    public void Of_RefusedArgument_NamesNoParameter() =>
        Assert.Equal("'c.zip' is none.", BrowserWords.Of(new ArgumentException("'/a/b/c.zip' is none.", "path")));
}
