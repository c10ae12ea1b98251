namespace MlNetCnn.Dashboard.Tests;

public class DraftAddressTests
{
    [Fact]
    public void Read_OfAnAddress_GivesHowImagesAreReadAgain()
    {
        var draft = new PipelineDraft { Size = "32", Resize = ResizeMode.Pad, FastDecode = true };

        var read = DraftAddress.Read(new Uri(new Uri("http://localhost/"), DraftAddress.Of(draft)));

        Assert.Equal((draft.Size, draft.Resize, draft.FastDecode), (read.Size, read.Resize, read.FastDecode));
        Assert.DoesNotContain("fast-decode", DraftAddress.Of(draft with { FastDecode = false }), StringComparison.Ordinal);
    }
}
