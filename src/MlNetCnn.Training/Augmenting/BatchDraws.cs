using static TorchSharp.torch;

namespace MlNetCnn.Training;

/// <summary>The random numbers of one batch: one row an image, one column a purpose, whether it is used or not.</summary>
internal sealed class BatchDraws
{
    private const int Columns = 9;

    private readonly Tensor _uniform;
    private readonly Device _device;
    private readonly uint _seed;

    /// <summary>Draws on the CPU, so that every device sees the same numbers.</summary>
    public BatchDraws(long images, uint seed, Device device)
    {
        using var generator = new Generator(seed, CPU);
        _uniform = rand([Columns, images], generator: generator).to(device, non_blocking: true); // [columns, n] from 0 up to 1
        _device = device;
        _seed = seed;
    }

    public Tensor CropY => _uniform[0];

    public Tensor CropX => _uniform[1];

    public Tensor Flip => _uniform[2];

    public Tensor Erases => _uniform[3];

    public Tensor ErasedArea => _uniform[4];

    public Tensor ErasedRatio => _uniform[5];

    public Tensor ErasedX => _uniform[6];

    public Tensor ErasedY => _uniform[7];

    public Tensor VerticalFlip => _uniform[8];

    /// <summary>Random numbers of the batch as a whole.</summary>
    public DrawSequence Whole => new(_seed);

    /// <summary>The numbers from 0 to images − 1 in any order.</summary>
    public Tensor Order(long images)
    {
        using var generator = new Generator(_seed ^ 0x5bd1e995, CPU);
        return randperm(images, generator: generator).to(_device, non_blocking: true);
    }

    /// <summary>One number from Beta(α, α), for an α above 0 and at most 1, by Jöhnk's method.</summary>
    public double Beta(double alpha)
    {
        var random = new Random((int)_seed);
        while (true)
        {
            var x = Math.Pow(random.NextDouble(), 1 / alpha);
            var y = Math.Pow(random.NextDouble(), 1 / alpha);
            if (x + y is > 0 and <= 1)
                return x / (x + y);
        }
    }
}
