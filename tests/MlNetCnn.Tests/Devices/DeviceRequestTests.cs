namespace MlNetCnn.Tests;

public class DeviceRequestTests
{
    [Theory]
    [InlineData("auto", true, true, null)]
    [InlineData("cpu", false, true, null)]
    [InlineData("cuda", true, false, null)]
    [InlineData("cuda:0", true, false, 0)]
    [InlineData("cuda:12", true, false, 12)]
    public void Parse_ADevice_TellsWhatWillDo(string text, bool takesGpu, bool takesCpu, int? index)
    {
        var request = DeviceRequest.Parse(text);

        Assert.Equal((takesGpu, takesCpu, index), (request.TakesGpu, request.TakesCpu, request.Index));
        Assert.Equal(text, $"{request}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("GPU")]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    [InlineData("cuda:1.5")]
    [InlineData("cuda:99999999999")]
    public void Parse_AnythingElse_SaysWhatThereIs(string text) =>
        Assert.Equal($"The device '{text}' is unknown: use auto, cpu, cuda or cuda:N.", Assert.Throws<ArgumentException>(() => DeviceRequest.Parse(text)).Message);
}
