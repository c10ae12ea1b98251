namespace MlNetCnn.Dashboard;

/// <summary>A fix for a layer that does not fit, if there is an obvious one. Words is the button label.</summary>
internal sealed record ObviousFix(string Words, Architecture Network)
{
    /// <summary>The fix of the first error, or null. Only fixes after which that layer fits are offered.</summary>
    public static ObviousFix? For(PlanAttempt attempt)
    {
        if (attempt.Flaw is not { } flaw || LayerPlace.All(attempt.Architecture).FirstOrDefault(p => p.LayerPath == flaw.Path) is not { } place)
            return null;
        return Candidates(attempt, flaw, place).FirstOrDefault(fix => Mends(fix, attempt, flaw, place));
    }

    private static IEnumerable<ObviousFix> Candidates(PlanAttempt attempt, LayerShapeException flaw, LayerPlace place)
    {
        var network = attempt.Architecture;
        var (slot, index) = LayerSlot.Of(place.JsonPath);
        var isLast = slot == LayerSlot.Outermost && index == network.Layers.Count - 1;
        switch (place.Layer)
        {
            case Linear when flaw.Input is { IsImage: true }:
                yield return Insert(network, slot, index, "Add Flatten before it", new Flatten());
                break;
            case Residual residual when flaw.Input is { IsImage: true } input && BodyOf(attempt, residual, place, input) is { IsImage: true } body:
                var shortcut = new Conv2d(body.Channels, 1) { Stride = (Ratio(input.Height, body.Height), Ratio(input.Width, body.Width)) };
                yield return Replace(network, slot, index, $"Add a 1×1 shortcut to {body.Channels} channels", residual with { Shortcut = [shortcut] });
                break;
            case Conv2d { Groups: > 1 } conv:
                yield return Replace(network, slot, index, "Set groups to 1", conv with { Groups = 1 });
                break;
        }
        if (flaw.Input is { IsImage: true } image && WithPadding(place.Layer) is { } padded)
        {
            var fix = Replace(network, slot, index, $"Set padding to {padded.Padding}", padded.Layer);
            var output = PlanAttempt.Of(fix.Network, attempt.Input, attempt.Classes).Reached.FirstOrDefault(l => l.Path == flaw.Path)?.Output;
            yield return place.Layer is Conv2d && output is { IsImage: true } && (output.Height, output.Width) == (image.Height, image.Width)
                ? fix with { Words = $"{fix.Words}, which keeps the size" }
                : fix;
        }
        if (flaw.Input is { IsFlat: true } && index > 0 && slot.Layers(network)[index - 1] is Flatten)
            yield return Swap(network, slot, index);
        if (isLast && attempt.Layers is [.., var last])
        {
            yield return last.Output.IsFlat
                ? Insert(network, slot, index + 1, "Add Linear for the classes", new Linear())
                : Insert(network, slot, index + 1, "Add Flatten and Linear for the classes", new Flatten(), new Linear());
        }
    }

    /// <summary>Whether the layer fits with the fix, or at the end of a network, all of it.</summary>
    private static bool Mends(ObviousFix fix, PlanAttempt attempt, LayerShapeException flaw, LayerPlace place)
    {
        var after = PlanAttempt.Of(fix.Network, attempt.Input, attempt.Classes);
        if (after.Plan is not null)
            return true;
        // Unnamed layers are identified by position, which the fix may change: compare the object, or how far planning got.
        return after.Flaw is { } next && next.Path != flaw.Path && after.Reached.Count() > attempt.Reached.Count()
            && LayerPlace.All(fix.Network).FirstOrDefault(p => p.LayerPath == next.Path)?.Layer is var still && !ReferenceEquals(still, place.Layer);
    }

    private static (Size2d Padding, Layer Layer)? WithPadding(Layer layer)
    {
        var (kernel, before) = layer switch
        {
            Conv2d conv => (conv.Kernel, conv.Padding),
            MaxPool2d pool => (pool.Kernel, pool.Padding),
            AvgPool2d pool => (pool.Kernel, pool.Padding),
            _ => default,
        };
        var padding = new Size2d(kernel.Height / 2, kernel.Width / 2);
        return padding == before ? null : layer switch
        {
            Conv2d conv => (padding, conv with { Padding = padding }),
            MaxPool2d pool => (padding, pool with { Padding = padding }),
            AvgPool2d pool => (padding, pool with { Padding = padding }),
            _ => null,
        };
    }

    /// <summary>The output of a residual body for this input.</summary>
    private static TensorShape? BodyOf(PlanAttempt attempt, Residual residual, LayerPlace place, TensorShape input)
    {
        var body = PlanAttempt.Of(new Architecture("body", residual.Body), input, attempt.Classes);
        // A body planned alone does not end in classes: ignore that error.
        return body.Flaw is null || body.Layers.Length == residual.Body.Count && body.Flaw.Path == body.Layers[^1].Path
            ? body.Layers is [.., var last] ? last.Output : null
            : null;
    }

    private static int Ratio(int input, int output) => Math.Max(1, (input + output - 1) / output);

    private static ObviousFix Insert(Architecture network, LayerSlot slot, int index, string words, params ReadOnlySpan<Layer> layers)
    {
        var list = slot.Layers(network).ToList();
        list.InsertRange(index, layers.ToArray());
        return new(words, slot.With(network, [.. list]));
    }

    private static ObviousFix Replace(Architecture network, LayerSlot slot, int index, string words, Layer layer) =>
        new(words, slot.With(network, [.. slot.Layers(network).Select((l, i) => i == index ? layer : l)]));

    private static ObviousFix Swap(Architecture network, LayerSlot slot, int index)
    {
        var list = slot.Layers(network).ToArray();
        (list[index - 1], list[index]) = (list[index], list[index - 1]);
        return new("Move it before Flatten", slot.With(network, [.. list]));
    }
}
