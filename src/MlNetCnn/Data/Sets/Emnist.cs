using System.Globalization;

namespace MlNetCnn;

/// <summary>What is special to EMNIST, whose images are stored with rows and columns exchanged and whose classes have a mapping.</summary>
internal static class Emnist
{
    public const string Note = "The images of EMNIST are stored with rows and columns exchanged: they are exchanged back, so that the characters stand upright.";

    /// <summary>Whether a file's name is one of its.</summary>
    public static bool Has(string name) => name.StartsWith("emnist", StringComparison.OrdinalIgnoreCase);

    /// <summary>Images of one channel, one after the other, with rows and columns exchanged.</summary>
    public static byte[] Upright(TensorShape shape, byte[] pixels)
    {
        var (height, width) = (shape.Height, shape.Width);
        var turned = new byte[pixels.Length];
        for (var plane = 0; plane < turned.Length; plane += height * width)
        {
            for (var i = 0; i < height * width; i++)
                turned[plane + i % width * height + i / width] = pixels[plane + i];
        }
        return turned;
    }

    /// <summary>The names of classes, and the label of the first: a label and the codes of its characters a line.</summary>
    /// <exception cref="InvalidDataException">It is no such list.</exception>
    public static (string[] Names, int First) ReadMapping(Stream stream, string path)
    {
        using var text = new StreamReader(stream);
        var lines = text.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < char.MaxValue ? number : -1).ToArray()).ToArray();
        var areInOrder = lines.Length > 0 && lines.Select((line, i) => line.Length > 1 && line[0] == lines[0][0] + i && line.All(number => number >= 0)).All(isSo => isSo);
        string[] names = areInOrder ? [.. lines.Select(line => string.Concat(line[1..].Select(code => (char)code)))] : [];
        return areInOrder && ClassNameList.Fault(names) is null ? (names, lines[0][0]) : throw new InvalidDataException(
            $"'{path}' is no list of labels, counted one by one, each with the codes of its characters: mend or remove it.");
    }
}
