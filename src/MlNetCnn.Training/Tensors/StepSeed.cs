using System.Buffers.Binary;
using System.Security.Cryptography;

namespace MlNetCnn.Training;

/// <summary>
/// The seed of the process-wide random state at a training step. As it follows from the run's seed, the epoch and the batch alone, what
/// dropout draws does not depend on what was drawn before, so that a resumed run needs no random state, on any device.
/// </summary>
internal static class StepSeed
{
    /// <param name="seed">The run's.</param>
    /// <param name="epoch">From 1.</param>
    /// <param name="batch">From 0.</param>
    public static long Of(int seed, int epoch, int batch)
    {
        // Mixed well, for neighboring seeds of the Mersenne Twister that torch uses on the CPU begin alike, and it takes 32 bits only.
        Span<byte> step = stackalloc byte[12];
        BinaryPrimitives.WriteInt32LittleEndian(step, seed);
        BinaryPrimitives.WriteInt32LittleEndian(step[4..], epoch);
        BinaryPrimitives.WriteInt32LittleEndian(step[8..], batch);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(step, hash);
        return BinaryPrimitives.ReadUInt32LittleEndian(hash);
    }
}
