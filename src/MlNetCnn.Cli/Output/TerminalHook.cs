using Spectre.Console;
using Spectre.Console.Rendering;

namespace MlNetCnn.Cli;

/// <summary>Escapes rendered text by <see cref="TerminalText"/>, but not the console's own escape sequences.</summary>
internal sealed class TerminalHook : IRenderHook
{
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) => renderables.Select(r => new Shown(r));

    private sealed class Shown(IRenderable inner) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => inner.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => inner.Render(options, maxWidth)
            .Select(s => s.IsControlCode || !TerminalText.IsUnsafe(s.Text) ? s : new Segment(TerminalText.Of(s.Text), s.Style));
    }
}
