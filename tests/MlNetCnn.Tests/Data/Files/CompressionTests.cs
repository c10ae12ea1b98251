using System.Text;

namespace MlNetCnn.Tests;

public sealed class CompressionTests : IDisposable
{
    // label,a,b,c,d and two rows, by the tools of these names.
    private static readonly Dictionary<string, string> Packed = new()
    {
        ["k.csv.gz"] = "H4sIAAAAAAAAA8tJTErN0UnUSdJJ1knhMtAx1DHSMdYx4TLUMdUx0zHXseACALNs0/oiAAAA",
        ["k.csv.bz2"] = "QlpoOTFBWSZTWcvyyFIAABDZAAAQAAR/wD4EIAAhqeoepoaNNChppgAhnWGzXW3nsejxIARRClfF3JFOFCQy/LIUgA==",
        ["k.csv.xz"] = "/Td6WFoAAATm1rRGAgAhARwAAAAQz1jMAQAhbGFiZWwsYSxiLGMsZAowLDEsMiwzLDQKMSw1LDYsNyw4CgAAADIKjYq389+QAAE6IrYqT9AftvN9AQAAAAAEWVo=",
        ["k.csv.zst"] = "KLUv/SQiEQEAbGFiZWwsYSxiLGMsZAowLDEsMiwzLDQKMSw1LDYsNyw4CsjrlAk=",
        ["k.tar.xz"] = "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4Cf/AIddADWLiGd0ORbMiZaRrUdbbUDtL7lgbuzfThbXsxXE2PL/d916QR9O7ijP4kjglXJYPTm7CqOY74XzKL/2LnmBoA8e1tL355QkuCxCN0nosKgFqarz7PamApQemSfywuglZ1t2SZvu7bm/Nmnw2OaEF7zTgg8Bw8Z265KSTQPI0jP+LtGSO6rMAAAAAsE/uLSu8bwAAaMBgFAAAKYGWOCxxGf7AgAAAAAEWVo=",
    };

    private readonly DataSetFolder _set = new();

    public void Dispose() => _set.Dispose();

    public static TheoryData<string> Names => [.. Packed.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Open_CompressedFile_IsReadAloneAndInAFolderAndInAZip(string name)
    {
        _set.Add($"tables/{name}", Convert.FromBase64String(Packed[name]));

        foreach (var path in new[] { _set.File($"tables/{name}"), _set.Path, _set.Pack("a.zip") })
        {
            var data = _set.Open(path);

            Assert.Equal((ImageDataFormat.Csv, 2), (data.Format, data.Train.Count));
            Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], data.Train.ToImageSet().Pixels.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Open_CompressedFileThatIsCutOff_IsRefused(string name)
    {
        var whole = Convert.FromBase64String(Packed[name]);
        for (var length = 6; length < whole.Length - 12; length += 5)
        {
            var path = _set.Add($"{length}/{name}", whole[..length]).File($"{length}/{name}");

            Assert.Contains(path, Assert.Throws<InvalidDataException>(() => _set.Open(path)).Message);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Open_ChangedCompressedFile_IsReadOrRefusedInLittleMemory(string name)
    {
        var whole = Convert.FromBase64String(Packed[name]);
        for (var i = 0; i < whole.Length; i++)
        {
            foreach (byte change in new byte[] { 1, 0x80, 0xFF })
            {
                var bytes = (byte[])whole.Clone();
                bytes[i] ^= change;
                var path = _set.Add($"x/{name}", bytes).File($"x/{name}");
                var before = GC.GetAllocatedBytesForCurrentThread();
                try
                {
                    using var tree = FileTree.Open(path, new());
                    Assert.NotEmpty(tree.Files);
                }
                catch (InvalidDataException e)
                {
                    Assert.Contains(path, e.Message);
                }
                Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 160 << 20);
            }
        }
    }

    [Fact]
    public void Open_FileNamedAsCompressedThatIsNot_IsReadAsItIs() =>
        Assert.Equal(2, _set.Add("k.csv.gz", Encoding.UTF8.GetBytes("label,a,b,c,d\n0,1,2,3,4\n1,5,6,7,8\n")).Open(_set.File("k.csv.gz")).Train.Count);
}
