using CsCheck;

namespace MlNetCnn.Tests;

/// <summary>TIFFs that Pillow 9.4 wrote, whose pixel at row y and column x has 11·y² + 23·x + 7·x·y, and 37 and 74 more, as its colors; and some made by hand.</summary>
public sealed class TiffCodecTests : IDisposable
{
    private const int Height = 6;
    private const int Width = 8;
    private const string Lzw = "SUkqAKQAAACAAASkoLjwwi4pngimpHlxAqY5pheopXtRQsZ1gsYFUUk45kc2JEyxRBqhmxd1r9yAlugITiwonaYps7JtgTZysBygqdi8FC8qUA8mNEK1HrRsrtwAVzgwYhMcF0fmREmtILVLrxwrBqvpxggWhYdmAkm5JnyLxV8uIDiwKjov1Auk05JdDqxosFzAt9iAijUtH83pRcqlnPOAgAAKAAABAwABAAAACAAAAAEBAwABAAAABgAAAAIBAwADAAAAIgEAAAMBAwABAAAABQAAAAYBAwABAAAAAgAAABEBBAABAAAACAAAABUBAwABAAAAAwAAABYBAwABAAAABgAAABcBBAABAAAAmwAAABwBAwABAAAAAQAAAAAAAAAIAAgACAA=";
    private const string Deflate = "SUkqAKQAAAB4nAGQAG//ACVKFzxhLlN4RWqPXIGmc5i9iq/UocbrCzBVKU5zR2yRZYqvg6jNocbrv+QJ3QInLFF2UXabdpvAm8DlwOUK5QovCi9UL1R5Y4itj7TZu+AF5wwxEzhdP2SJa5C1l7zhsNX64wgtFjtgSW6TfKHGr9T54gcsFTpfEzhdTXKXh6zRweYL+yBFNVp/b5S5qc7zAnFFRQAKAAABAwABAAAACAAAAAEBAwABAAAABgAAAAIBAwADAAAAIgEAAAMBAwABAAAACAAAAAYBAwABAAAAAgAAABEBBAABAAAACAAAABUBAwABAAAAAwAAABYBAwABAAAABgAAABcBBAABAAAAmwAAABwBAwABAAAAAQAAAAAAAAAIAAgACAA=";
    private const string Cmyk = "SUkqAAgAAAAKAAABBAABAAAACAAAAAEBBAABAAAABgAAAAIBAwAEAAAAhgAAAAMBAwABAAAAAQAAAAYBAwABAAAABQAAABEBBAABAAAAjgAAABUBAwABAAAABAAAABYBBAABAAAABgAAABcBBAABAAAAwAAAABwBAwABAAAAAQAAAAAAAAAIAAgACAAIAP/atQDow54A0ayHALqVcACjflkAjGdCAHVQKwBeORQA9M+qANaxjAC4k24AmnVQAHxXMgBeORQAQBv2ACL92ADTrokArolkAIlkPwBkPxoAPxr1ABr10AD10KsA0KuGAJx3UgBwSyYARB/6ABjzzgDsx6IAwJt2AJRvSgBoQx4ATyoFABz30gDpxJ8AtpFsAINeOQBQKwYAHfjTAOrFoADsx6IAso1oAHhTLgA+GfQABN+6AMqlgACQa0YAVjEMAA==";
    private const string Pages = "SUkqAAgAAAAKAAABBAABAAAACAAAAAEBBAABAAAABgAAAAIBAwADAAAAhgAAAAMBAwABAAAAAQAAAAYBAwABAAAAAgAAABEBBAABAAAAjAAAABUBAwABAAAAAwAAABYBBAABAAAABgAAABcBBAABAAAAkAAAABwBAwABAAAAAQAAACgBAAAIAAgACAAAJUoXPGEuU3hFao9cgaZzmL2Kr9ShxusLMFUpTnNHbJFliq+DqM2hxuu/5AndAicsUXZRdpt2m8CbwOXA5QrlCi8KL1QvVHljiK2PtNm74AXnDDETOF0/ZIlrkLWXvOGw1frjCC0WO2BJbpN8ocav1PniBywVOl8TOF1NcpeHrNHB5gv7IEU1Wn9vlLmpzvMAAAAASUkqAAgAAAAKAAABBAABAAAACAAAAAEBBAABAAAABgAAAAIBAwADAAAApgEAAAMBAwABAAAAAQAAAAYBAwABAAAAAgAAABEBBAABAAAArAEAABUBAwABAAAAAwAAABYBBAABAAAABgAAABcBBAABAAAAkAAAABwBAwABAAAAAQAAAAAAAAAIAAgACAChxuuKr9RzmL1cgaZFao8uU3gXPGEAJUrdAie/5AmhxuuDqM1liq9HbJEpTnMLMFUvVHkKL1TlCi/A5QqbwOV2m8BRdpssUXaXvOFrkLU/ZIkTOF3nDDG74AWPtNljiK0VOl/iByyv1Pl8ocZJbpMWO2DjCC2w1fqpzvNvlLk1Wn/7IEXB5guHrNFNcpcTOF0AAAAA";
    private const string Group4 = "SUkqABoAAAAwgUILhW1CBBBdBWwQUAEAEAAJAAABAwABAAAACAAAAAEBAwABAAAABgAAAAIBAwABAAAAAQAAAAMBAwABAAAABAAAAAYBAwABAAAAAQAAABEBBAABAAAACAAAABYBAwABAAAABgAAABcBBAABAAAAEQAAABwBAwABAAAAAQAAAAAAAAA=";
    private const string Turned = "SUkqAAgAAAALAAABBAABAAAACAAAAAEBBAABAAAABgAAAAIBAwADAAAAkgAAAAMBAwABAAAAAQAAAAYBAwABAAAAAgAAABEBBAABAAAAmAAAABIBAwABAAAABgAAABUBAwABAAAAAwAAABYBBAABAAAABgAAABcBBAABAAAAkAAAABwBAwABAAAAAQAAAAAAAAAIAAgACAAAJUoXPGEuU3hFao9cgaZzmL2Kr9ShxusLMFUpTnNHbJFliq+DqM2hxuu/5AndAicsUXZRdpt2m8CbwOXA5QrlCi8KL1QvVHljiK2PtNm74AXnDDETOF0/ZIlrkLWXvOGw1frjCC0WO2BJbpN8ocav1PniBywVOl8TOF1NcpeHrNHB5gv7IEU1Wn9vlLmpzvM=";
    private const string Transparent = "SUkqAAgAAAALAAABBAABAAAACAAAAAEBBAABAAAABgAAAAIBAwAEAAAAkgAAAAMBAwABAAAAAQAAAAYBAwABAAAAAgAAABEBBAABAAAAmgAAABUBAwABAAAABAAAABYBBAABAAAABgAAABcBBAABAAAAwAAAABwBAwABAAAAAQAAAFIBAwABAAAAAgAAAAAAAAAIAAgACAAIAAAlSv8XPGFALlN4/0Vqj0Bcgab/c5i9QIqv1P+hxutACzBVQClOc/9HbJFAZYqv/4OozUChxuv/v+QJQN0CJ/8sUXb/UXabQHabwP+bwOVAwOUK/+UKL0AKL1T/L1R5QGOIrUCPtNn/u+AFQOcMMf8TOF1AP2SJ/2uQtUCXvOH/sNX6/+MILUAWO2D/SW6TQHyhxv+v1PlA4gcs/xU6X0ATOF1ATXKX/4es0UDB5gv/+yBFQDVaf/9vlLlAqc7z/w==";

    private readonly DataSetFolder _set = new();

    public void Dispose() => _set.Dispose();

    [Theory]
    [InlineData(Lzw)]
    [InlineData(Deflate)]
    [InlineData(Cmyk)]
    [InlineData(Pages)] // the second is upside down
    public void Read_OfColors_GivesThoseOfTheFirstPage(string tiff) => Assert.Equal(Colors(), Read(Convert.FromBase64String(tiff), 3, Height, Width));

    [Fact]
    public void Read_Fax_GivesBlackAndWhite()
    {
        var pixels = Read(Convert.FromBase64String(Group4), 1, Height, Width);

        Assert.Equal("###.#... #.#.#.## ##...##. ..###.#. .##...## #..###..", string.Join(' ', pixels.Chunk(Width).Select(row => string.Concat(row.Select(p => p == 0 ? '#' : '.')))));
    }

    [Fact]
    public void Read_OrientationTag_TurnsTheImage()
    {
        var pixels = Read(Convert.FromBase64String(Turned), 3, Width, Height);

        // Seen at row y and column x is what is stored in row 5 − x and column y.
        var stored = Colors();
        var seen = new byte[stored.Length];
        for (var i = 0; i < seen.Length; i++)
        {
            var (c, y, x) = (i / (Height * Width), i / Height % Width, i % Height);
            seen[i] = stored[(((c * Height) + Height - 1 - x) * Width) + y];
        }
        Assert.Equal(seen, pixels);
    }

    [Fact]
    public void Read_Transparent_LiesOverWhite()
    {
        var pixels = Read(Convert.FromBase64String(Transparent), 3, Height, Width);

        foreach (var (color, (pixel, i)) in Colors().Zip(pixels.Select((p, i) => (p, i))))
        {
            var alpha = ((i % Width) + (i / Width % Height)) % 2 == 0 ? 255 : 64;
            Assert.InRange(pixel, (color * alpha / 255.0) + 255 - alpha - 1, (color * alpha / 255.0) + 255 - alpha + 1);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_SixteenBits_GivesTheUpperEight(bool isLittle)
    {
        byte[] data = isLittle ? [0xFF, 0x12, 0x80, 0xFE] : [0x12, 0xFF, 0xFE, 0x80];

        var tiff = Tiff(isLittle, data, (256, 2), (257, 1), (258, 16), (259, 1), (262, 1), (273, 8), (277, 1), (278, 1), (279, 4));

        Assert.Equal([0x12, 0xFE], Read(tiff, 1, 1, 2).Select(p => (int)p));
        using var image = EncodedImage.Open(tiff, "a.tif", 100);
        Assert.True(image.IsGray);
    }

    [Fact]
    public void Read_WhiteIsZero_IsInverted() =>
        Assert.Equal([255, 155], Read(Tiff(true, [0, 100, 0, 0], (256, 2), (257, 1), (258, 8), (259, 1), (262, 0), (273, 8), (278, 1), (279, 2)), 1, 1, 2).Select(p => (int)p));

    [Fact]
    public void Read_Tiles_PutsThemTogether()
    {
        // Two tiles of 16×16 for an image of 20×2.
        var data = Enumerable.Range(0, 512).Select(i => (byte)(i % 16 + (i < 256 ? 0 : 100))).Concat(Places(8, 8 + 256)).Concat(Places(256, 256)).ToArray();

        var tiff = Tiff(true, data, (256, 20), (257, 2), (258, 8), (259, 1), (262, 1), (277, 1), (322, 16), (323, 16), (324, 8 + 512, 2), (325, 8 + 520, 2));

        Assert.Equal([.. Enumerable.Range(0, 16), 100, 101, 102, 103], Read(tiff, 1, 2, 20).Take(20).Select(p => (int)p));
    }

    [Theory]
    [InlineData("its tags end in nothing", 8, 8, 1, 1, 1 << 20)]
    [InlineData("more rows than strips", 1, 1 << 30, 1, 1, 8)]
    [InlineData("no rows in a strip", 8, 8, 1, 0, 8)]
    [InlineData("no pixels", 0, 8, 1, 1, 8)]
    [InlineData("too many samples", 8, 1, 60000, 1, 8)]
    public void Open_NumbersThatTheFileDoesNotBearOut_IsRefusedBeforeRoomIsTaken(string what, int width, int height, int samples, int rows, int start)
    {
        var tiff = Tiff(true, new byte[64], (256, width), (257, height), (258, 8), (259, 1), (262, 1), (273, start, start > 8 ? 9 : 1), (277, samples), (278, rows), (279, 64));

        Assert.True(Assert.Throws<InvalidDataException>(() => Read(tiff, 1, 8, 8)).Message.StartsWith("'a.tif' is damaged or cut short", StringComparison.Ordinal), what);
    }

    [Fact]
    public void Open_MorePixelsThanTheLimit_IsRefused() => Assert.Contains("4000×1 pixels, but at most 3000", Assert.Throws<InvalidDataException>(() => EncodedImage.Open(
        Tiff(true, new byte[4000], (256, 4000), (257, 1), (258, 8), (259, 1), (262, 1), (273, 8), (278, 1), (279, 4000)), "a.tif", 3000)).Message);

    [Fact]
    public void Open_Floats_AreNamed() => Assert.Equal("'a.tif' is a TIFF with 32 bits a sample, which is not read: convert it to 8 or 16 bits.", Assert.Throws<InvalidDataException>(() =>
        Read(Tiff(true, new byte[4], (256, 1), (257, 1), (258, 32), (259, 1), (262, 1), (273, 8), (278, 1), (279, 4), (339, 3)), 1, 1, 1)).Message);

    [Theory]
    [InlineData(Lzw)]
    [InlineData(Deflate)]
    [InlineData(Group4)]
    [InlineData(Turned)]
    [InlineData(Transparent)]
    public void Read_ChangedFile_IsReadOrRefusedInLittleRoom(string tiff)
    {
        var whole = Convert.FromBase64String(tiff);
        var change = Gen.Select(Gen.Int[0, whole.Length - 1], Gen.OneOf<byte>(Gen.Byte, Gen.Const((byte)255))).Array[1, 4];
        Gen.Select(change, Gen.Int[0, 3 * whole.Length]).Sample((changes, length) =>
        {
            var bytes = (byte[])whole.Clone();
            foreach (var (position, value) in changes)
                bytes[position] = value;
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                ImageFile.Read(bytes.AsMemory(0, Math.Min(length, bytes.Length)), "a.tif", new TensorShape(3, Height, Width), pixelLimit: 1 << 20);
            }
            catch (InvalidDataException)
            {
            }
            return GC.GetAllocatedBytesForCurrentThread() - before < 64 << 20;
        }, iter: 400);
    }

    [Fact]
    public void Open_FilesThatBeginAsTiffs_AreReadUnlessTheyAreACameras()
    {
        var tiff = Convert.FromBase64String(Lzw);
        _set.Add("a/1.tif", tiff).Add("a/2.TIFF", tiff).Add("b/3", tiff).Add("b/4.jpg", tiff).Add("b/raw.nef", tiff);

        var data = _set.Open();

        Assert.Equal((4, new TensorShape(3, Height, Width)), (data.Train.Count, data.Shape));
        Assert.Equal([new(".nef", 1)], data.Unsupported.AsEnumerable());
        Assert.Empty(data.Skipped);
    }

    private static byte[] Read(byte[] tiff, int channels, int height, int width) => ImageFile.Read(tiff, "a.tif", new TensorShape(channels, height, width)).Pixels;

    private static byte[] Colors() =>
        [.. from c in Enumerable.Range(0, 3) from y in Enumerable.Range(0, Height) from x in Enumerable.Range(0, Width)
            select (byte)((37 * c) + (11 * y * y) + (23 * x) + (7 * x * y))];

    private static IEnumerable<byte> Places(params int[] values) => values.SelectMany(BitConverter.GetBytes);

    // The data follow the head, and the tags, all of them 32-bit numbers, the data.
    private static byte[] Tiff(bool isLittle, byte[] data, params Tag[] tags)
    {
        var bytes = new List<byte>(isLittle ? "II*\0"u8.ToArray() : "MM\0*"u8.ToArray());
        Add(8 + data.Length, 4);
        bytes.AddRange(data);
        Add(tags.Length, 2);
        foreach (var (tag, value, count) in tags)
        {
            Add(tag, 2);
            Add(4, 2);
            Add(count, 4);
            Add(value, 4);
        }
        Add(8 + data.Length, 4); // the next page is this one again
        return [.. bytes];

        void Add(long value, int size)
        {
            var part = Enumerable.Range(0, size).Select(i => (byte)(value >> (8 * i)));
            bytes.AddRange(isLittle ? part : part.Reverse());
        }
    }

    private readonly record struct Tag(int Number, long Value, int Count)
    {
        public static implicit operator Tag((int Number, long Value) tag) => new(tag.Number, tag.Value, 1);

        public static implicit operator Tag((int Number, long Value, int Count) tag) => new(tag.Number, tag.Value, tag.Count);
    }
}
