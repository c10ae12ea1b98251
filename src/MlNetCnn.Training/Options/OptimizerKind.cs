namespace MlNetCnn.Training;

/// <summary>How gradients change the weights.</summary>
public enum OptimizerKind
{
    /// <summary>Stochastic gradient descent, with momentum where asked for. As PyTorch's <c>optim.SGD</c>.</summary>
    Sgd,

    /// <summary>Adam (Kingma and Ba 2014) with β = (0.9, 0.999). As PyTorch's <c>optim.Adam</c>.</summary>
    Adam,

    /// <summary>Adam with weight decay apart from the gradient (Loshchilov and Hutter 2017). As PyTorch's <c>optim.AdamW</c>.</summary>
    AdamW,
}
