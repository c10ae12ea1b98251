using MlNetCnn.Training;

namespace MlNetCnn.Cli;

/// <summary>The devices of this machine, each tested.</summary>
internal sealed record DeviceFindings(Processor Processor, int Threads, NvidiaDriver Driver, DeviceUse Cpu, IReadOnlyList<DeviceUse> Gpus)
{
    public static DeviceFindings Find()
    {
        var driver = NvidiaDriver.Find();
        var training = TrainingSupport.WhyNot();
        var cpu = new DeviceUse(DeviceRequest.Cpu, null, training, ScoringSupport.WhyNot(DeviceRequest.Cpu));
        DeviceUse[] gpus = [.. driver.Gpus.Select(g => new DeviceUse(g.Device, g, TrainingSupport.WhyNot(g, driver), ScoringSupport.WhyNot(g.Device)))];
        return new(Processor.Find(), training is null ? TrainingSupport.Threads : 0, driver, cpu, gpus);
    }

    /// <summary>The device that <c>auto</c> selects.</summary>
    public string Auto(Func<DeviceUse, string?> whyNot) => Driver.Freest
        .Select(g => Gpus.First(u => u.Gpu!.Index == g.Index)).FirstOrDefault(u => whyNot(u) is null)?.Name ?? DeviceRequest.Cpu;
}
