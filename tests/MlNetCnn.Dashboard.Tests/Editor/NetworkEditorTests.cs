using CsCheck;

namespace MlNetCnn.Dashboard.Tests;

public class NetworkEditorTests
{
    [Fact]
    public void Add_BehindTheSelected_SelectsTheNewOne()
    {
        var editor = new NetworkEditor(Small());
        editor.Select("$.layers[0]");

        editor.Add(new Sigmoid());

        Assert.Equal("conv2d, sigmoid, residual, flatten, linear", editor.Network.Layers.ToString());
        Assert.Equal("$.layers[1]", editor.Selected);
    }

    [Fact]
    public void AddInside_EachPlaceOfABlock_PutsItThere()
    {
        var editor = new NetworkEditor(Small());

        foreach (var (slot, layer) in new (string, Layer)[] { ("body", new Tanh()), ("shortcut", new GELU()), ("activation", new SiLU()) })
        {
            editor.Select("$.layers[1]");
            editor.AddInside(slot, layer);
        }

        var residual = (Residual)editor.Network.Layers[1];
        Assert.Equal(("conv2d, tanh", "gelu", "silu"), (residual.Body.ToString(), residual.Shortcut.ToString(), residual.Activation!.Kind));
        Assert.Equal("$.layers[1].activation", editor.Selected);
    }

    [Fact]
    public void Remove_InsideABlock_SelectsTheNeighborThenTheBlock()
    {
        var editor = new NetworkEditor(Small());
        editor.Select("$.layers[1].body[0]");

        editor.Remove();

        Assert.Empty(((Residual)editor.Network.Layers[1]).Body);
        Assert.Equal("$.layers[1]", editor.Selected);
    }

    [Fact]
    public void Remove_EveryLayer_LeavesAnEmptyNetworkThatCanBeFilledAgain()
    {
        var editor = new NetworkEditor(Small());
        while (editor.SelectedLayer is not null)
            editor.Remove();

        Assert.Empty(editor.Network.Layers);
        editor.Add(new Flatten());
        Assert.Equal("flatten", editor.Network.Layers.ToString());
    }

    [Fact]
    public void Move_PastTheEnd_ChangesNothing()
    {
        var editor = new NetworkEditor(Small());
        editor.Select("$.layers[0]");

        editor.Move(-1);

        Assert.False(editor.CanUndo);
        editor.Move(1);
        Assert.Equal("residual, conv2d, flatten, linear", editor.Network.Layers.ToString());
        Assert.Equal("$.layers[1]", editor.Selected);
    }

    [Fact]
    public void MoveTo_AnotherPlaceOfTheSameList_PutsItThere()
    {
        var editor = new NetworkEditor(Small());

        editor.MoveTo("$.layers[3]", "$.layers[0]");

        Assert.Equal("linear, conv2d, residual, flatten", editor.Network.Layers.ToString());
    }

    [Fact]
    public void Duplicate_NamedLayer_LeavesTheNameToTheFirst()
    {
        var editor = new NetworkEditor(new Architecture("x", [new ReLU { Name = "act" }]));

        editor.Duplicate();

        Assert.Equal(["act", null], editor.Network.Layers.Select(l => l.Name));
    }

    [Fact]
    public void IsChanged_UndoneOrSaved_IsFalseAgain()
    {
        var editor = new NetworkEditor(Small());
        editor.Duplicate();
        Assert.True(editor.IsChanged);
        editor.Undo();
        Assert.False(editor.IsChanged);
        editor.Redo();
        editor.MarkSaved();
        Assert.False(editor.IsChanged);
    }

    [Fact]
    public void Undo_AnyEdits_GoesBackToTheStartAndForthToTheEnd() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 30]).List[1, 25].Sample(edits =>
        {
            var editor = new NetworkEditor(Small());
            var start = editor.Network;
            foreach (var (edit, where) in edits)
            {
                var places = LayerPlace.All(editor.Network).ToArray();
                editor.Select(places.Length == 0 ? null : places[where % places.Length].JsonPath);
                Edit(editor, edit, where);
            }
            var end = editor.Network;
            while (editor.CanUndo)
                editor.Undo();
            var back = editor.Network;
            while (editor.CanRedo)
                editor.Redo();
            return back.Equals(start) && editor.Network.Equals(end);
        });

    [Fact]
    public void NewLayer_EveryKind_CanBeMadeAndEverySettingWritten()
    {
        foreach (var kind in LayerKinds.AllNames)
        {
            var layer = NewLayer.Of(kind, new TensorShape(3, 8, 8));

            Assert.Equal(kind, layer.Kind);
            foreach (var setting in LayerSetting.Of(layer.GetType()).Where(s => s.Type != typeof(LayerList) && s.Type != typeof(Layer) && s.Type != typeof(bool)))
            {
                var value = setting.Property.GetValue(layer);
                var text = SettingText.Format(setting, value);
                Assert.Equal(value, SettingText.Parse(setting, text));
                Assert.Equal(layer, Records.With(layer, setting, value));
            }
        }
    }

    private static void Edit(NetworkEditor editor, int edit, int where)
    {
        switch (edit)
        {
            case 0:
                editor.Add(NewLayer.Of(LayerKinds.AllNames[where % LayerKinds.AllNames.Length], null));
                break;
            case 1:
                editor.Remove();
                break;
            case 2:
                editor.Move(where % 2 == 0 ? 1 : -1);
                break;
            case 3:
                editor.Duplicate();
                break;
            case 4 when editor.SelectedLayer is { } layer && LayerSlot.Inside(layer, editor.Selected!).FirstOrDefault() is { } slot:
                editor.AddInside(slot.Path[(slot.Path.LastIndexOf('.') + 1)..], new ReLU());
                break;
            case 5:
                editor.Replace(new Dropout(where / 100.0));
                break;
        }
    }

    private static Architecture Small() => new("small", [new Conv2d(4, 3), new Residual([new Conv2d(4, 1)]), new Flatten(), new Linear()]);
}
