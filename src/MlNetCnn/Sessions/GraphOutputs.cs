namespace MlNetCnn;

/// <summary>Outputs of a graph that runs fetch, each with the shape of one row's.</summary>
internal sealed class GraphOutputs(params (string Name, TensorShape Shape)[] outputs)
{
    public string[] Names { get; } = Array.ConvertAll(outputs, o => o.Name);

    public int Count => outputs.Length;

    public long BytesOfRow(int output) => (long)outputs[output].Shape.Elements * sizeof(float);

    public long[] Shape(int output, int rows) => [rows, .. outputs[output].Shape.Dimensions];
}
