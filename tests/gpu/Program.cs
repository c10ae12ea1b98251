// Usage: MlNetCnn.GpuProof score DEVICE [NETWORK]
//        MlNetCnn.GpuProof train DEVICE MLNETCNN [NETWORK]
// DEVICE is cuda:0 or the like; cpu compares the CPU with itself. MLNETCNN is the command built for that device.
// Prints one Markdown table; exits with 1 where the device is another, or its results are not the CPU's.
using MlNetCnn.GpuProof;

return args switch
{
    ["score", var device, .. var networks] => ScoringProof.Run(device, networks) ? 0 : 1,
    ["train", var device, var command, .. var networks] => TrainingProof.Run(device, command, networks) ? 0 : 1,
    _ => throw new ArgumentException("Needs 'score DEVICE [NETWORK]' or 'train DEVICE MLNETCNN [NETWORK]'."),
};
