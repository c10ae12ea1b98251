namespace MlNetCnn.Tests;

public class ProcessorTests
{
    [Fact]
    public void Find_ThisMachine_HasANameCoresAndMemory()
    {
        var processor = Processor.Find();

        Assert.NotEmpty(processor.Name);
        Assert.Equal(Environment.ProcessorCount, processor.Cores);
        Assert.InRange(processor.FreeBytes, 1, processor.TotalBytes);
    }

    [Fact]
    public void NameIn_LinuxsDescription_IsTheFirstModelsName() => Assert.Equal(
        "AMD EPYC 7B13 @ 2: GHz",
        Processor.NameIn(["processor\t: 0", "model\t\t: 1", "model name\t: AMD EPYC 7B13 @ 2: GHz", "model name\t: another"]));

    [Fact]
    public void NameIn_ADescriptionWithoutOne_IsNull() => Assert.Null(Processor.NameIn(["processor\t: 0", "BogoMIPS", "Model\t:"]));
}
