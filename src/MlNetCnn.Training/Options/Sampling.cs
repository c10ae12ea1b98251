namespace MlNetCnn.Training;

/// <summary>Which images an epoch of training takes. Evaluation takes each image once.</summary>
public enum Sampling
{
    /// <summary>Each image once.</summary>
    Uniform,

    /// <summary>
    /// As many draws as there are images, shared out evenly among the classes (up to one image): of a frequent class a part, another in each
    /// epoch; those of a rare class several times, none more than once more often than another.
    /// </summary>
    Balanced,
}
