namespace MlNetCnn.Experiments.Tests;

public sealed class MarkdownTextTests
{
    [Theory]
    [InlineData("plain name-1.0", "plain name-1.0")]
    [InlineData("a\nb\r\nc\td", "a b  c d")]
    [InlineData("# no *heading* `code` <b> [x](y) &amp; ~~z~~", @"\# no \*heading\* \`code\` \<b\> \[x\](y) \&amp; \~\~z\~\~")]
    [InlineData("http://evil.example www.evil.example", @"http\://evil.example www\.evil.example")]
    [InlineData(@"C:\data\", @"C\:\\data\\")]
    public void Of_SpecialCharacters_AreEscaped(string text, string expected) => Assert.Equal(expected, MarkdownText.Of(text));

    [Fact]
    public void Of_ControlAndDirectionCharacters_AreWrittenOut() => Assert.Equal(@"\\u001bx\\u202e", MarkdownText.Of("\u001bx\u202e"));

    [Fact]
    public void Of_BarsAndBackslashesInATable_StayOneCell()
    {
        var table = new MarkdownTable(("name", false));
        table.Add(MarkdownText.Of("a|b\\|c"));

        Assert.Equal(@"| a\|b\\\|c |", table.Lines().Last());
    }
}
