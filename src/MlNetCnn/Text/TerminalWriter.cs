using System.Text;

namespace MlNetCnn;

/// <summary>Writes <see cref="TerminalText"/>.</summary>
/// <param name="inner">Takes it; it stays open.</param>
internal sealed class TerminalWriter(TextWriter inner) : TextWriter
{
    /// <summary>What it writes to, for what is made for a terminal.</summary>
    public TextWriter Inner => inner;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (TerminalText.IsUnsafe(buffer))
            inner.Write(TerminalText.Of(buffer));
        else
            inner.Write(buffer);
    }

    public override void Flush() => inner.Flush();
}
