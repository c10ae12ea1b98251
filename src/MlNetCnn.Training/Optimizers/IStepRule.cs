namespace MlNetCnn.Training;

/// <summary>What an optimizer does to a few values: as many as a <see cref="System.Numerics.Vector{T}"/> of floats holds.</summary>
internal unsafe interface IStepRule
{
    /// <summary>Changes the weights and the state by the gradients.</summary>
    /// <param name="weights">Of a parameter.</param>
    /// <param name="gradients">Of the weights; they are not needed afterwards.</param>
    /// <param name="first">What the optimizer remembers of each weight.</param>
    /// <param name="second">The rest of it, where there is more than one number for each weight.</param>
    void Step(float* weights, float* gradients, float* first, float* second);
}
