namespace MlNetCnn.Training;

/// <summary>What a <see cref="TrainingSetting"/> is about, in the order of <see cref="TrainingSettings.All"/>.</summary>
public enum TrainingSettingGroup
{
    /// <summary>What most runs set.</summary>
    Basics,

    /// <summary>How the optimizer steps, and how its rate moves.</summary>
    Optimization,

    /// <summary>What is minimized.</summary>
    Loss,

    /// <summary>What happens at random to the training images.</summary>
    Augmentation,

    /// <summary>How the best epoch is chosen.</summary>
    Validation,

    /// <summary>How trained layers are trained further.</summary>
    FineTuning,

    /// <summary>How pixels are prepared, and where they lie.</summary>
    Data,

    /// <summary>What computes, and in what numbers.</summary>
    Hardware,

    /// <summary>What is measured on the way.</summary>
    Reporting,

    /// <summary>How a data view is read; meaningless where the data are read from files of images.</summary>
    Columns,
}
