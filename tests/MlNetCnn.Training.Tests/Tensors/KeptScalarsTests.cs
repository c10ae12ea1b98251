using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetCnn.Training.Tests;

public class KeptScalarsTests
{
    [Fact]
    public void Training_WholeAssembly_MakesNoUnkeptNumbers()
    {
        var torch = new CalledMethods(typeof(torch).Assembly.Location);
        var making = torch.All.Where(m => m.Calls.Contains("Scalar::op_Implicit")).Select(m => m.Name).Append("Scalar::op_Implicit").ToHashSet();
        Assert.Contains("Tensor::op_Addition", making); // or the test looks for nothing

        var own = new CalledMethods(typeof(CnnTrainer).Assembly.Location);
        // Overloads share a name: those that take the number are called by this class only.
        var unkept = own.All.Where(m => m.Type != nameof(KeptScalars)).SelectMany(m => m.Calls.Intersect(making).Select(call => $"{m.Name} calls {call}"));

        Assert.Empty(unkept);
    }

    [Fact]
    public void Modules_WithoutUnkeptNumbers_ComputeWhatTorchSharpsDo()
    {
        LibTorch.EnsureLoaded();
        using var scope = NewDisposeScope();
        var images = rand([4, 3, 5, 5], generator: new Generator(1, CPU));
        var (ours, theirs) = (new MlNetCnn.Training.BatchNormModule("bn", 3, 1e-5, 0.1), nn.BatchNorm2d(3));

        Assert.Equal(theirs.call(images).data<float>().ToArray(), ours.call(images).data<float>().ToArray());
        Assert.Equal(theirs.state_dict().Keys, ours.state_dict().Keys);
        Assert.All(theirs.state_dict(), entry => Assert.True(entry.Value.allclose(ours.state_dict()[entry.Key])));
        Assert.Equal(nn.LeakyReLU(0.2).call(images.sub(0.5)).data<float>().ToArray(), new MlNetCnn.Training.LeakyReLUModule("leaky", 0.2).call(images.sub(0.5)).data<float>().ToArray());
    }

    /// <summary>The methods of an assembly and whom they call, by type and name.</summary>
    private sealed class CalledMethods(string path)
    {
        private const byte Call = 0x28;
        private const byte CallVirtual = 0x6F;

        public IReadOnlyList<(string Type, string Name, HashSet<string> Calls)> All { get; } = Read(path);

        private static List<(string, string, HashSet<string>)> Read(string path)
        {
            using var file = new PEReader(File.OpenRead(path));
            var metadata = file.GetMetadataReader();
            var all = new List<(string, string, HashSet<string>)>();
            foreach (var method in metadata.MethodDefinitions.Select(metadata.GetMethodDefinition).Where(m => m.RelativeVirtualAddress != 0))
            {
                var code = file.GetMethodBody(method.RelativeVirtualAddress).GetILBytes()!;
                var type = metadata.GetString(metadata.GetTypeDefinition(method.GetDeclaringType()).Name);
                // Not decoded: what looks like a call inside of an operand names nothing that is looked for, or the test fails and says so.
                var calls = Enumerable.Range(0, Math.Max(0, code.Length - 4)).Where(i => code[i] is Call or CallVirtual)
                    .Select(i => NameOf(metadata, BitConverter.ToInt32(code, i + 1))).OfType<string>().ToHashSet();
                all.Add((type, $"{type}::{metadata.GetString(method.Name)}", calls));
            }
            return all;
        }

        private static string? NameOf(MetadataReader metadata, int token)
        {
            var row = token & 0xFFFFFF;
            switch (token >> 24)
            {
                case 0x06 when row > 0 && row <= metadata.GetTableRowCount(TableIndex.MethodDef):
                    var method = metadata.GetMethodDefinition(MetadataTokens.MethodDefinitionHandle(row));
                    return $"{metadata.GetString(metadata.GetTypeDefinition(method.GetDeclaringType()).Name)}::{metadata.GetString(method.Name)}";
                case 0x0A when row > 0 && row <= metadata.GetTableRowCount(TableIndex.MemberRef):
                    var member = metadata.GetMemberReference(MetadataTokens.MemberReferenceHandle(row));
                    return member.Parent.Kind == HandleKind.TypeReference
                        ? $"{metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)member.Parent).Name)}::{metadata.GetString(member.Name)}"
                        : null;
                default:
                    return null;
            }
        }
    }
}
