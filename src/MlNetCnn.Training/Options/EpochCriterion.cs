namespace MlNetCnn.Training;

/// <summary>By what epochs are compared: on the validation images, where there are any.</summary>
public enum EpochCriterion
{
    /// <summary>The lower loss is better.</summary>
    Loss,

    /// <summary>The higher accuracy is better.</summary>
    Accuracy,
}
