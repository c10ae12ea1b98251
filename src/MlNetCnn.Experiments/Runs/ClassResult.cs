namespace MlNetCnn.Experiments;

/// <summary>How a model did on the test images of one class.</summary>
/// <param name="Name">The class.</param>
/// <param name="Images">Its test images.</param>
/// <param name="Precision">Of the images taken for this class, the share that was; 0 where none was taken for it.</param>
/// <param name="Recall">Of the images of this class, the share that was taken for it; 0 where there are none.</param>
/// <param name="F1">The harmonic mean of precision and recall; 0 where both are.</param>
public sealed record ClassResult(string Name, int Images, double Precision, double Recall, double F1);
