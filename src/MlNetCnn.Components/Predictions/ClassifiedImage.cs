using System.Collections.Immutable;

namespace MlNetCnn.Components;

/// <summary>What a network makes of an image that was chosen in an <see cref="ImageClassifier"/>.</summary>
/// <param name="FileName">As the browser says it: do not use it as a path.</param>
/// <param name="ClassName">The likeliest class.</param>
/// <param name="IsKnown">False where the model tells images of its classes from others, and takes this one for another.</param>
/// <param name="Probabilities">One a class, in the order of <see cref="CnnScorer.ClassNames"/>; they sum to 1.</param>
public sealed record ClassifiedImage(string FileName, string ClassName, bool IsKnown, ImmutableArray<float> Probabilities);
