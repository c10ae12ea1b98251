namespace MlNetCnn;

/// <summary>How closely weights must fit a network, see <see cref="Weights.MatchTo"/>.</summary>
public enum WeightMatching
{
    /// <summary>Every tensor of the network is there, none more, each of its shape.</summary>
    Exact,

    /// <summary>
    /// As <see cref="Exact"/>, but the weights may be those of the same network for another number of classes: the tensors whose shape
    /// follows from that number are left out. For fine-tuning, where the last layer starts anew.
    /// </summary>
    FreshHead,

    /// <summary>Whatever fits is used, the rest is listed.</summary>
    WhatFits,
}
