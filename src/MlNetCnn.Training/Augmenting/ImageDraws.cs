namespace MlNetCnn.Training;

/// <summary>The random numbers of one image: a sequence of its own for each purpose, whether it is used or not.</summary>
/// <param name="seed">Of the batch.</param>
/// <param name="image">The image's place in it.</param>
internal readonly struct ImageDraws(uint seed, int image)
{
    private readonly ulong _state = RandomSeed.Mix(((ulong)seed << 32) | (uint)image);

    public DrawSequence Of(DrawPurpose purpose) => new(RandomSeed.Mix(_state + (ulong)purpose));
}
