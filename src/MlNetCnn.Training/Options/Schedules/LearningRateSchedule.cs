using System.Text.Json.Serialization;

namespace MlNetCnn.Training;

/// <summary>
/// How the learning rate moves over a training: a pure function of the step, so that a resumed training goes on exactly where it was.
/// The parts of a schedule are shares of all steps and keep their meaning when the number of epochs changes.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ConstantSchedule), "constant")]
[JsonDerivedType(typeof(StepSchedule), "step")]
[JsonDerivedType(typeof(CosineSchedule), "cosine")]
[JsonDerivedType(typeof(OneCycleSchedule), "onecycle")]
public abstract record LearningRateSchedule
{
    private protected LearningRateSchedule()
    {
    }

    /// <summary>The same rate at every step.</summary>
    public static LearningRateSchedule Constant { get; } = new ConstantSchedule();

    /// <summary>What the recipe's learning rate is multiplied by at a step.</summary>
    /// <param name="step">The step, from 0 up to, but not including, <paramref name="totalSteps"/>.</param>
    /// <param name="totalSteps">All steps: epochs × batches an epoch.</param>
    public abstract double FactorAt(long step, long totalSteps);

    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    internal abstract void Check();

    private protected static void Require(bool condition, string setting, double value, string needed)
    {
        if (!condition)
            throw new ArgumentException($"The learning-rate schedule's {setting} is {value}, but must be {needed}.");
    }

    /// <summary>Half a cosine from one value to another, for a progress from 0 to 1.</summary>
    private protected static double Cosine(double from, double to, double progress) => to + ((from - to) * (1 + Math.Cos(Math.PI * progress)) / 2);
}
