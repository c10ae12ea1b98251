using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>A color picture: red, green and blue, [3, h, w], each 0 to 255.</summary>
public sealed record Picture(string Name, float[,,] Planes)
{
    /// <summary>Larger images are resized, so that every change is computed immediately.</summary>
    internal const int LongestSide = 240;

    // A small file can claim a large image: decoding 40 million pixels takes 160 MB.
    private const long PixelLimit = 40_000_000;

    private static readonly string[] ColorNames = ["red", "green", "blue"];

    internal Size2d Size => new(Planes.GetLength(1), Planes.GetLength(2));

    internal static string ChannelName(int channel, bool isGray) => isGray ? "gray" : ColorNames[channel];

    /// <exception cref="InvalidDataException">It is no image, damaged or too large; the message says which.</exception>
    internal static async Task<Picture> ReadAsync(PictureProcess pictures, byte[] bytes, string name)
    {
        var picture = await pictures.DecodeAsync(new(bytes, name, PixelLimit) { LongestSide = LongestSide });
        var (shape, pixels) = (picture.Shape!, picture.Pixels);
        return Of(name, shape.Height, shape.Width, (c, i, j) => pixels[(c * shape.Height + i) * shape.Width + j]);
    }

    /// <summary>A drawn picture with gradients, curves, stripes, slopes and a chessboard, so that every kernel has an effect.</summary>
    internal static Picture Drawn() => Of("the drawn house", 120, 160, (c, i, j) => Scene(i, j) switch
    {
        var color => c == 0 ? color.R : c == 1 ? color.G : color.B,
    });

    /// <summary>Gray (Rec. 601 luma), [1, h, w].</summary>
    internal float[,,] Gray()
    {
        var gray = new float[1, Size.Height, Size.Width];
        for (var i = 0; i < Size.Height; i++)
        {
            for (var j = 0; j < Size.Width; j++)
                gray[0, i, j] = MathF.Round(0.299f * Planes[0, i, j] + 0.587f * Planes[1, i, j] + 0.114f * Planes[2, i, j]);
        }
        return gray;
    }

    private static Picture Of(string name, int height, int width, Func<int, int, int, float> value)
    {
        var planes = new float[3, height, width];
        for (var c = 0; c < 3; c++)
        {
            for (var i = 0; i < height; i++)
            {
                for (var j = 0; j < width; j++)
                    planes[c, i, j] = value(c, i, j);
            }
        }
        return new Picture(name, planes);
    }

    private static (byte R, byte G, byte B) Scene(int i, int j)
    {
        if (i >= 96)
            return ((i - 96) / 8 + j / 8) % 2 == 0 ? ((byte)235, (byte)235, (byte)225) : ((byte)60, (byte)75, (byte)60); // the ground
        if (i is >= 56 && j is >= 30 and < 100)
        {
            if (i is >= 66 and < 84 && j is >= 40 and < 58)
                return (40, 50, 80); // the window
            if (i >= 66 && j is >= 72 and < 88)
                return (120, 70, 35); // the door
            return j / 4 % 2 == 0 ? ((byte)215, (byte)150, (byte)110) : ((byte)195, (byte)125, (byte)90); // boards
        }
        if (i is >= 28 and < 56 && Math.Abs(j - 65) <= (i - 28) * 1.5)
            return (150, 45, 45); // the roof
        if ((i - 26) * (i - 26) + (j - 128) * (j - 128) <= 17 * 17)
            return (250, 215, 70); // the sun
        return ((byte)(110 + i), (byte)(160 + i * 2 / 3), 235); // the sky
    }
}
