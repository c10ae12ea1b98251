namespace MlNetCnn.Dashboard.Tests;

public class DraftAddressTests
{
    [Fact]
    public void Read_OfAnAddress_GivesHowImagesAreReadAgain()
    {
        var draft = new PipelineDraft { Images = ImageSettings.Format(new() { Size = 32, Resize = ResizeMode.Pad, FastDecode = true }) };

        var read = DraftAddress.Read(new Uri(new Uri("http://localhost/"), DraftAddress.Of(draft)));

        Assert.Equal(draft.Images, read.Images);
        Assert.DoesNotContain("fast-decode", DraftAddress.Of(draft.WithImages("fast-decode", "")), StringComparison.Ordinal);
    }
}
