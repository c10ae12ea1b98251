using MlNetCnn.Training;

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

    [Fact]
    public void Read_EverySettingInTheAddress_IsTakenBeforeThatOfTheStart()
    {
        Assert.All(ImageSettings.All, s => Assert.Equal("1", Read(s.Name).Images[s.Name]));
        Assert.All(TrainingSettings.All.Where(s => s.Group != TrainingSettingGroup.Columns), s => Assert.Equal("1", Read(s.Name).Settings[s.Name]));

        static PipelineDraft Read(string name) =>
            DraftAddress.Read(new Uri($"http://localhost/runs/new?{name}=1"), new PipelineDraft().With(name, "2").WithImages(name, "2"));
    }

    [Fact]
    public void Read_WhatTheAddressHasNot_IsThatOfTheStart()
    {
        var start = new PipelineDraft { Data = "pets", Network = "own:mine", Tags = "a", Origin = "1", StartsAnew = true }.With("epochs", "2").WithImages("size", "8");

        var read = DraftAddress.Read(new Uri("http://localhost/runs/new?test-fraction=0.2"), start);

        Assert.Equal(DraftAddress.Of(start.WithImages("test-fraction", "0.2")), DraftAddress.Of(read));
    }
}
