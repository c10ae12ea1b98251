using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlNetCnn;

/// <summary>
/// Images as ML.NET reads data. Own code instead of LoadFromEnumerable, which would copy every row once more and could neither
/// shuffle nor take a shape known only at run time without a schema definition.
/// </summary>
internal sealed class ImageSetView : IDataView
{
    public const string Features = "Features";
    public const string Label = "Label";
    public const string Path = "Path";

    public ImageSetView(IImageRows images)
    {
        Images = images;
        var names = images.ClassNames.Select(name => name.AsMemory()).ToArray();
        var annotations = new DataViewSchema.Annotations.Builder();
        ValueGetter<VBuffer<ReadOnlyMemory<char>>> keyValues = (ref VBuffer<ReadOnlyMemory<char>> value) =>
        {
            var editor = VBufferEditor.Create(ref value, names.Length);
            names.CopyTo(editor.Values);
            value = editor.Commit();
        };
        annotations.Add("KeyValues", new VectorDataViewType(TextDataViewType.Instance, names.Length), keyValues);

        var schema = new DataViewSchema.Builder();
        schema.AddColumn(Features, new VectorDataViewType(NumberDataViewType.Byte, images.Shape.Dimensions));
        schema.AddColumn(Label, new KeyDataViewType(typeof(uint), names.Length), annotations.ToAnnotations());
        if (!images.Paths.IsEmpty)
            schema.AddColumn(Path, TextDataViewType.Instance);
        Schema = schema.ToSchema();
    }

    public IImageRows Images { get; }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => true;

    public long? GetRowCount() => Images.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        int[]? order = null;
        if (rand is not null)
        {
            order = [.. Enumerable.Range(0, Images.Count)];
            rand.Shuffle(order);
        }
        return new ImageSetCursor(this, columnsNeeded, order);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
