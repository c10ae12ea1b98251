using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlNetCnn.Training;

/// <summary>Gives convolutions and linear layers their start; see <see cref="WeightInitialization"/>.</summary>
internal static class WeightInitializer
{
    public static void Initialize(Module module, WeightInitialization initialization)
    {
        if (initialization == WeightInitialization.Default)
            return;
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        foreach (var layer in module.modules())
        {
            switch (layer, initialization)
            {
                case (TorchSharp.Modules.Conv2d conv, WeightInitialization.Xavier):
                    init.xavier_uniform_(conv.weight!);
                    break;
                case (TorchSharp.Modules.Linear linear, WeightInitialization.Xavier):
                    init.xavier_uniform_(linear.weight!);
                    break;
                case (TorchSharp.Modules.Conv2d conv, WeightInitialization.Kaiming):
                    init.kaiming_normal_(conv.weight!, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU);
                    break;
            }
        }
    }
}
