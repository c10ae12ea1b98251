namespace MlNetCnn.Tests;

/// <summary>Models with seeded random weights, for contracts that hold whatever was learned.</summary>
internal static class RandomModels
{
    public static CnnModel Create(Architecture architecture, TensorShape input, int classes, int seed = 1, Preprocessing? preprocessing = null)
    {
        var plan = architecture.Plan(input, classes);
        return new CnnModel(plan, Weights(plan, seed), Enumerable.Range(0, classes).Select(i => $"class {i}"), preprocessing);
    }

    /// <summary>Weights within ±√(3/fan-in), so that signals neither vanish nor grow; variances and scales around 1.</summary>
    public static Weights Weights(NetworkPlan plan, int seed)
    {
        var random = new Random(seed);
        return new Weights(plan.Tensors.Select(spec =>
        {
            var role = spec.Name[Math.Max(0, spec.Name.LastIndexOf('.'))..];
            var isScale = spec.Shape.IsFlat && role is (".weight" or ".running_var");
            var range = MathF.Sqrt(3f * spec.Shape.Channels / spec.Shape.Elements);
            var values = new float[spec.Shape.Elements];
            for (var i = 0; i < values.Length; i++)
                values[i] = isScale ? 0.5f + random.NextSingle() : range * (2 * random.NextSingle() - 1);
            return KeyValuePair.Create(spec.Name, new WeightTensor(spec.Shape, values));
        }));
    }

    /// <summary>Images with values from 0 to 255, one after another.</summary>
    public static float[] Images(TensorShape shape, int count, int seed = 2)
    {
        var random = new Random(seed);
        var pixels = new float[count * shape.Elements];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = random.Next(256);
        return pixels;
    }
}
