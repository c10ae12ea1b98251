using System.Collections.Immutable;

namespace MlNetCnn;

/// <summary>One round of a cross-validation, from <see cref="ImageSplit.Folds"/>: what to train on, and what to hold out.</summary>
public sealed class ImageFold
{
    internal ImageFold(ImageSplit images, int index, ImmutableArray<int> trained, ImmutableArray<int> held)
    {
        (Index, TrainPositions, HeldPositions) = (index, trained, held);
        (Train, Held) = (images.Part([.. trained]), images.Part([.. held]));
    }

    /// <summary>The number of the fold, counted from 0.</summary>
    public int Index { get; }

    /// <summary>The images of the other folds, to train on.</summary>
    public ImageSplit Train { get; }

    /// <summary>The images of this fold, to predict.</summary>
    public ImageSplit Held { get; }

    /// <summary>Where the images of <see cref="Train"/> are in the whole, ascending, counted from 0.</summary>
    public ImmutableArray<int> TrainPositions { get; }

    /// <summary>Where the images of <see cref="Held"/> are in the whole, ascending, counted from 0.</summary>
    public ImmutableArray<int> HeldPositions { get; }
}
