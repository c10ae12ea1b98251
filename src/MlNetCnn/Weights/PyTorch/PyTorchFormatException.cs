namespace MlNetCnn;

/// <summary>What is wrong with a file of PyTorch's, as the rest of a sentence that begins with the file's name.</summary>
internal sealed class PyTorchFormatException(string what, Exception? cause = null) : Exception(what, cause)
{
    public const string HowToSave = "save the tensors in PyTorch by torch.save(model.state_dict(), \"weights.pth\")";
}
