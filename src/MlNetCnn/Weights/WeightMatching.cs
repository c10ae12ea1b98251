namespace MlNetCnn;

/// <summary>How closely weights must fit a network, see <see cref="Weights.MatchTo"/>.</summary>
public enum WeightMatching
{
    /// <summary>Every tensor of the network is there, none more, each of its shape.</summary>
    Exact,

    /// <summary>
    /// As <see cref="Exact"/>, but the head may be one for another number of classes, one under another name, or not there at all: its
    /// tensors are left out and listed. For fine-tuning, where the head starts anew. The head is the tensors whose shape follows from the
    /// number of classes or, where nothing of it is there, all under the same outermost name: <c>classifier</c>.
    /// </summary>
    FreshHead,

    /// <summary>Whatever fits is used, the rest is listed.</summary>
    WhatFits,
}
