namespace MlNetCnn.Textbook;

/// <summary>One iteration of learning a kernel.</summary>
/// <param name="Iteration">Counted from 1.</param>
/// <param name="Loss">Σ (Ŷ − Y)², summed over the output, before this iteration's update.</param>
/// <param name="Kernel">The kernel after this iteration's update, [k_h, k_w].</param>
public sealed record KernelLearningStep(int Iteration, double Loss, float[,] Kernel);
