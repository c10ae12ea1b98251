using System.Text;

namespace MlNetCnn.Cli;

/// <summary>Removes trailing spaces: tables are padded to their full width.</summary>
internal sealed class LineEndTrimmer(TextWriter writer) : TextWriter
{
    private int _blanks;

    public override Encoding Encoding => writer.Encoding;

    public override void Write(char value)
    {
        if (value == ' ')
        {
            _blanks++;
            return;
        }
        if (value is not ('\r' or '\n'))
            writer.Write(new string(' ', _blanks));
        _blanks = 0;
        writer.Write(value);
    }

    public override void Flush() => writer.Flush();
}
