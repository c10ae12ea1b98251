using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn;

/// <summary>Scores single rows, for a PredictionEngine.</summary>
internal sealed class ScoredRowMapper(ScoringColumns columns, Func<CnnScorer> scorer) : IRowToRowMapper
{
    public DataViewSchema InputSchema => columns.Input;

    public DataViewSchema OutputSchema => columns.Output;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        columns.Dependencies(columns.Active(dependingColumns));

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) =>
        new ScoredRow(input, columns, columns.Active(activeColumns), scorer);
}
