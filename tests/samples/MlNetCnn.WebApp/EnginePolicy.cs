using Microsoft.Extensions.ObjectPool;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn.WebApp;

/// <summary>Makes PredictionEngines of a saved model, which is loaded once by plain ML.NET and shared by them all.</summary>
internal sealed class EnginePolicy : PooledObjectPolicy<PredictionEngine<ImageRow, ImagePrediction>>
{
    private readonly MLContext _ml = new();
    private readonly ITransformer _model;
    private readonly PredictionEngineOptions _options;

    public EnginePolicy(string path)
    {
        _model = _ml.Model.Load(path, out var schema);
        var definition = SchemaDefinition.Create(typeof(ImageRow));
        definition[nameof(ImageRow.Features)].ColumnType = schema[nameof(ImageRow.Features)].Type; // how many pixels
        _options = new PredictionEngineOptions { InputSchemaDefinition = definition, OwnsTransformer = false };
    }

    public override PredictionEngine<ImageRow, ImagePrediction> Create() =>
        _ml.Model.CreatePredictionEngine<ImageRow, ImagePrediction>(_model, _options);

    public override bool Return(PredictionEngine<ImageRow, ImagePrediction> obj) => true;
}
