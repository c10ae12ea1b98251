namespace MlNetCnn.Training;

/// <summary>A schedule as text: its kind, and those of its shares that are not as usual.</summary>
internal static class ScheduleText
{
    private static readonly StepSchedule Step = new();
    private static readonly CosineSchedule Cosine = new();
    private static readonly OneCycleSchedule OneCycle = new();

    public static TextForm<LearningRateSchedule> Form { get; } = new(
        SettingKind.Text, "KIND",
        "constant, step:every=0.3:factor=0.1, cosine:warm-up=0.05:final=0 or one-cycle:rise=0.3 (numbers may be left out)",
        TryRead, Write)
    {
        Words = ["constant", "step", "cosine", "one-cycle"],
    };

    private static string Write(LearningRateSchedule schedule) => schedule switch
    {
        ConstantSchedule => "constant",
        StepSchedule s => NamedNumbers.Write("step", ("every", s.Every, Step.Every), ("factor", s.Factor, Step.Factor)),
        CosineSchedule s => NamedNumbers.Write("cosine", ("warm-up", s.WarmUp, Cosine.WarmUp), ("final", s.Final, Cosine.Final)),
        OneCycleSchedule s => NamedNumbers.Write(
            "one-cycle", ("rise", s.Rise, OneCycle.Rise), ("initial", s.Initial, OneCycle.Initial), ("final", s.Final, OneCycle.Final)),
        _ => throw new NotSupportedException($"{schedule.GetType().Name} has no text."),
    };

    private static bool TryRead(string text, out LearningRateSchedule schedule)
    {
        schedule = LearningRateSchedule.Constant;
        if (NamedNumbers.Read(text) is not { } given)
            return false;
        switch (given.Word)
        {
            case "constant":
                break;
            case "step":
                schedule = new StepSchedule { Every = given.Take("every", Step.Every), Factor = given.Take("factor", Step.Factor) };
                break;
            case "cosine":
                schedule = new CosineSchedule { WarmUp = given.Take("warm-up", Cosine.WarmUp), Final = given.Take("final", Cosine.Final) };
                break;
            case "one-cycle":
                schedule = new OneCycleSchedule
                {
                    Rise = given.Take("rise", OneCycle.Rise),
                    Initial = given.Take("initial", OneCycle.Initial),
                    Final = given.Take("final", OneCycle.Final),
                };
                break;
            default:
                return false;
        }
        return given.IsUsedUp;
    }
}
