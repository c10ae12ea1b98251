using MlNetCnn.Experiments;

namespace MlNetCnn.Cli;

/// <summary>What to do after the first training.</summary>
internal static class NextSteps
{
    public static IEnumerable<string> After(OutputFolder folder)
    {
        var model = ShellWord.Quote(folder.Onnx);
        return
        [
            $"Evaluate it      mlnetcnn evaluate {model}",
            $"Score an image   mlnetcnn score {model} IMAGE",
            "Open dashboard   mlnetcnn dashboard",
        ];
    }
}
