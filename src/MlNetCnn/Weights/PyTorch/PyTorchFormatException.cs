namespace MlNetCnn;

/// <summary>What is wrong with a file of PyTorch's.</summary>
internal sealed class PyTorchFormatException(string what, Exception? cause = null) : PickleFormatException(what, cause)
{
    public const string HowToSave = "save the tensors in PyTorch by torch.save(model.state_dict(), \"weights.pth\")";
}
