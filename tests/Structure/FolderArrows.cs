using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace MlNetCnn.Structure;

/// <summary>
/// Which folders of a project use which, read from its assembly: signatures and method bodies, down to lambdas. Constants and types
/// in attributes' arguments are not seen.
/// </summary>
internal static class FolderArrows
{
    private static readonly Dictionary<int, OpCode> OpCodes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => (int)(ushort)c.Value);

    /// <summary>
    /// Fails on an arrow between the outermost folders that is not allowed, on one that is allowed and not there, and on a circle of folders,
    /// outermost or deeper.
    /// </summary>
    /// <param name="assembly">The project's assembly.</param>
    /// <param name="allowed">A line a folder, each below those that it uses: <c>Folder: the folders it uses</c>. "." is the project's folder.</param>
    public static void Check(Assembly assembly, params string[] allowed)
    {
        var folders = Folders(assembly.GetName().Name!);
        var stated = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var line in allowed.Select(line => line.Split(':')))
        {
            var uses = line[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal("", string.Join(' ', uses.Except(stated.Keys).Select(u => $"{line[0]} uses {u}, which does not stand above it")));
            stated.Add(line[0], uses);
        }
        Assert.Equal(folders.Values.Select(Outer).Distinct().Order(StringComparer.Ordinal), stated.Keys.Order(StringComparer.Ordinal));
        var all = Of(assembly, folders);
        Assert.Equal("", CircleIn(all) ?? "");
        var found = all.Select(a => (Line: $"{Outer(a.From)} → {Outer(a.To)}", a.From, a.To, a.Example)).Where(a => Outer(a.From) != Outer(a.To)).ToArray();
        var expected = stated.SelectMany(s => s.Value.Select(to => $"{s.Key} → {to}")).ToHashSet(StringComparer.Ordinal);
        Assert.Equal("", string.Join('\n', found.Where(a => !expected.Contains(a.Line)).Select(a => $"new: {a.Line} ({a.Example})").Distinct().Order()));
        Assert.Equal("", string.Join('\n', expected.Except(found.Select(a => a.Line)).Select(line => $"no longer there: {line}").Order()));
    }

    private static string Outer(string folder) => folder.Split('/')[0];

    /// <summary>Folders that lead back to the first, also deeper ones; null where there are none.</summary>
    private static string? CircleIn(List<(string From, string To, string Example)> arrows)
    {
        var uses = arrows.ToLookup(a => a.From, a => a.To);
        var done = new HashSet<string>();
        return uses.Select(u => Follow(u.Key, [])).FirstOrDefault(circle => circle is not null);

        string? Follow(string folder, string[] path)
        {
            if (path.Contains(folder))
                return string.Join(" → ", [.. path.SkipWhile(f => f != folder), folder]);
            return done.Add(folder) ? uses[folder].Distinct().Select(next => Follow(next, [.. path, folder])).FirstOrDefault(circle => circle is not null) : null;
        }
    }

    /// <summary>Each pair of folders of which the first uses the second, with the types by which it does.</summary>
    private static List<(string From, string To, string Example)> Of(Assembly assembly, Dictionary<string, string> folders)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var reader = file.GetMetadataReader();
        var arrows = new List<(string, string, string)>();
        foreach (var handle in reader.TypeDefinitions)
        {
            var name = Outermost(reader, handle);
            if (!folders.TryGetValue(name, out var from))
                continue;
            foreach (var used in new TypeUses(file, reader).Of(handle).Select(h => Outermost(reader, h)).Distinct())
            {
                if (folders.TryGetValue(used, out var to) && from != to)
                    arrows.Add((from, to, $"{name} uses {used}"));
            }
        }
        return arrows;
    }

    private static Dictionary<string, string> Folders(string project) => SourceFiles.Of(project)
        .SelectMany(file => SourceFiles.Types(project, file), (file, type) => (Type: type, Folder: file.Contains('/') ? file[..file.LastIndexOf('/')] : "."))
        .DistinctBy(t => t.Type)
        .ToDictionary(t => t.Type, t => t.Folder, StringComparer.Ordinal);

    private static string Outermost(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        while (type.GetDeclaringType() is { IsNil: false } outer)
            type = reader.GetTypeDefinition(outer);
        return reader.GetString(type.Name).Split('`')[0];
    }

    /// <summary>The types of the same assembly that a type's members and their code name.</summary>
    private sealed class TypeUses(PEReader file, MetadataReader reader) : ISignatureTypeProvider<int, int>
    {
        private readonly HashSet<TypeDefinitionHandle> _used = [];

        public HashSet<TypeDefinitionHandle> Of(TypeDefinitionHandle handle)
        {
            var type = reader.GetTypeDefinition(handle);
            Use(type.BaseType);
            foreach (var implemented in type.GetInterfaceImplementations())
                Use(reader.GetInterfaceImplementation(implemented).Interface);
            UseAttributes(type.GetCustomAttributes());
            foreach (var field in type.GetFields())
                reader.GetFieldDefinition(field).DecodeSignature(this, 0);
            foreach (var property in type.GetProperties())
                UseAttributes(reader.GetPropertyDefinition(property).GetCustomAttributes());
            foreach (var parameter in type.GetGenericParameters().SelectMany(p => reader.GetGenericParameter(p).GetConstraints()))
                Use(reader.GetGenericParameterConstraint(parameter).Type);
            foreach (var method in type.GetMethods())
                Use(reader.GetMethodDefinition(method));
            return _used;
        }

        private void UseAttributes(CustomAttributeHandleCollection attributes)
        {
            foreach (var attribute in attributes)
                Use(reader.GetCustomAttribute(attribute).Constructor);
        }

        private void Use(MethodDefinition method)
        {
            method.DecodeSignature(this, 0);
            UseAttributes(method.GetCustomAttributes());
            if (method.RelativeVirtualAddress == 0)
                return;
            var body = file.GetMethodBody(method.RelativeVirtualAddress);
            if (!body.LocalSignature.IsNil)
                reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(this, 0);
            foreach (var region in body.ExceptionRegions)
                Use(region.CatchType);
            var code = body.GetILReader();
            while (code.RemainingBytes > 0)
            {
                int value = code.ReadByte();
                var operation = OpCodes[value == 0xFE ? 0xFE00 | code.ReadByte() : value];
                switch (operation.OperandType)
                {
                    case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                        Use(MetadataTokens.EntityHandle(code.ReadInt32()));
                        break;
                    case OperandType.InlineSwitch:
                        code.Offset += 4 * code.ReadInt32() + 4;
                        break;
                    default:
                        code.Offset += operation.OperandType switch
                        {
                            OperandType.InlineNone => 0,
                            OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                            OperandType.InlineVar => 2,
                            OperandType.InlineI8 or OperandType.InlineR => 8,
                            _ => 4,
                        };
                        break;
                }
            }
        }

        private void Use(EntityHandle handle)
        {
            if (handle.IsNil)
                return;
            switch (handle.Kind)
            {
                case HandleKind.TypeDefinition:
                    _used.Add((TypeDefinitionHandle)handle);
                    break;
                case HandleKind.TypeSpecification:
                    reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, 0);
                    break;
                case HandleKind.FieldDefinition:
                    var field = reader.GetFieldDefinition((FieldDefinitionHandle)handle);
                    _used.Add(field.GetDeclaringType());
                    field.DecodeSignature(this, 0);
                    break;
                case HandleKind.MethodDefinition:
                    var method = reader.GetMethodDefinition((MethodDefinitionHandle)handle);
                    _used.Add(method.GetDeclaringType());
                    method.DecodeSignature(this, 0);
                    break;
                case HandleKind.MemberReference:
                    var member = reader.GetMemberReference((MemberReferenceHandle)handle);
                    Use(member.Parent);
                    if (member.GetKind() == MemberReferenceKind.Method)
                        member.DecodeMethodSignature(this, 0);
                    else
                        member.DecodeFieldSignature(this, 0);
                    break;
                case HandleKind.MethodSpecification:
                    var specification = reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                    specification.DecodeSignature(this, 0);
                    Use(specification.Method);
                    break;
            }
        }

        public int GetTypeFromDefinition(MetadataReader metadata, TypeDefinitionHandle handle, byte rawTypeKind) => _used.Add(handle) ? 1 : 0;

        public int GetTypeFromSpecification(MetadataReader metadata, int genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

        public int GetArrayType(int elementType, ArrayShape shape) => 0;

        public int GetByReferenceType(int elementType) => 0;

        public int GetFunctionPointerType(MethodSignature<int> signature) => 0;

        public int GetGenericInstantiation(int genericType, System.Collections.Immutable.ImmutableArray<int> typeArguments) => 0;

        public int GetGenericMethodParameter(int genericContext, int index) => 0;

        public int GetGenericTypeParameter(int genericContext, int index) => 0;

        public int GetModifiedType(int modifier, int unmodifiedType, bool isRequired) => 0;

        public int GetPinnedType(int elementType) => 0;

        public int GetPointerType(int elementType) => 0;

        public int GetPrimitiveType(PrimitiveTypeCode typeCode) => 0;

        public int GetSZArrayType(int elementType) => 0;

        public int GetTypeFromReference(MetadataReader metadata, TypeReferenceHandle handle, byte rawTypeKind) => 0;
    }
}
