using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MlNetCnn;

/// <summary>Brings the labels of ML.NET's rows into a model's order of classes.</summary>
internal static class LabelMatching
{
    private const string Label = "Label";

    /// <inheritdoc cref="CnnCatalog.MatchLabels"/>
    public static IDataView Apply(MLContext ml, IDataView data, ImmutableArray<string> classNames, string column)
    {
        var conversion = ml.Transforms.Conversion;
        if (Column(data, column).Type is not KeyDataViewType)
            data = conversion.MapValueToKey(column).Fit(data).Transform(data);
        var label = Column(data, column);
        if (!HasNames(label))
            throw new ArgumentException($"The label column '{column}' is a key without values, so nothing says which class a number means: map names with MapValueToKey.");
        var names = KeyNames.Of(label, (KeyDataViewType)label.Type);
        var match = ClassMatch.Of(classNames, names);
        var key = ml.Data.LoadFromEnumerable(classNames.Select(name => new ClassName { Name = name }));
        return conversion.MapKeyToValue(column).Append(conversion.ConvertType(column, outputKind: DataKind.String))
            .Append(conversion.MapValue(column, names.Select((name, i) => KeyValuePair.Create(name, classNames[match.Positions[i]]))))
            .Append(conversion.MapValueToKey(column, keyData: key)).Fit(data).Transform(data);
    }

    /// <summary>Warns in ML.NET's log where rows that are scored carry labels that Evaluate would pair with the wrong classes.</summary>
    public static void Warn(MLContext ml, DataViewSchema schema, ImmutableArray<string> classNames)
    {
        if (schema.GetColumnOrNull(Label) is not { } label || Problem(label, classNames) is not { } problem)
            return;
        using var channel = ((IHostEnvironment)ml).Register(nameof(LabelMatching)).Start(nameof(CnnTransformer.Transform));
        channel.Warning(MessageSensitivity.None, $"Column '{Label}' {problem}. Call ml.Cnn.MatchLabels first.");
    }

    /// <summary>Why Evaluate would refuse these labels or pair them with the wrong classes.</summary>
    private static string? Problem(DataViewSchema.Column label, ImmutableArray<string> classNames)
    {
        if (label.Type is TextDataViewType or NumberDataViewType && label.Type != NumberDataViewType.Single)
            return $"is {label.Type}, and Evaluate takes a key";
        if (label.Type is not KeyDataViewType key || !HasNames(label))
            return null;
        var names = KeyNames.Of(label, key);
        return names.SequenceEqual(classNames)
            ? null
            : $"has the classes {NameList.Of(names)}, the model {NameList.Of(classNames)}: Evaluate pairs classes by position";
    }

    private static DataViewSchema.Column Column(IDataView data, string name) => data.Schema.GetColumnOrNull(name) ?? throw new ArgumentException(
        $"There is no label column '{name}': the data have {string.Join(", ", data.Schema.Where(c => !c.IsHidden).Select(c => c.Name))}.");

    private static bool HasNames(DataViewSchema.Column column) => column.Annotations.Schema.GetColumnOrNull("KeyValues")?.Type is VectorDataViewType;


    private sealed class ClassName
    {
        public string Name { get; set; } = "";
    }
}
