using Microsoft.ML;

namespace MlNetCnn.Training.Tests;

public class NativeRuntimeTests
{
    [Fact]
    public void Fit_AppWithoutOnnxRuntime_NamesThePackageBeforeAnyRowIsRead()
    {
        var apart = new WithoutOnnxRuntime();
        var here = apart.LoadFromAssemblyPath(typeof(NativeRuntimeTests).Assembly.Location).GetType(typeof(NativeRuntimeTests).FullName!)!;

        var message = here.GetMethod(nameof(MessageOfFit))!.Invoke(null, null);

        Assert.Equal("ONNX Runtime's native library is not there: add the package Microsoft.ML.OnnxRuntime (or its .Gpu) to the app.", message);
        Assert.Null(MessageOfFit());
    }

    public static string? MessageOfFit()
    {
        try
        {
            new MLContext(1).Cnn.Classifier(Toys.Network(), Toys.Options with { Epochs = 1 }).Fit(Toys.View(9)).Dispose();
            return null;
        }
        catch (InvalidOperationException e)
        {
            return e.Message;
        }
    }
}
