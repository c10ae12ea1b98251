using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace MlNetCnn.Training;

/// <summary>Writes and reads checkpoints: a ZIP of a manifest, safetensors and the optimizer's own format, nothing compressed.</summary>
internal static class CheckpointFile
{
    private const string Manifest = "manifest.json";
    private const string Current = "weights.safetensors";
    private const string Average = "average.safetensors";
    private const string Best = "best.safetensors";
    private const string Optimizer = "optimizer.bin";

    /// <summary>Replaces the file when the new one is complete.</summary>
    public static void Write(
        string path, RunDescription description, TrainingState state, int threads, bool? channelsLast, CheckpointWeights weights, Action<Stream> writeOptimizer) =>
        AtomicFile.Write(path, stream =>
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
            AddTensors(Current, weights.Trained);
            AddTensors(Average, weights.Average);
            AddTensors(Best, weights.Best);
            Add(Optimizer, writeOptimizer);
            var manifest = new CheckpointManifest
            {
                Format = CheckpointManifest.CurrentFormat,
                Architecture = description.Architecture.ToJson(),
                Input = description.Input,
                ClassNames = description.ClassNames,
                Preprocessing = description.Preprocessing,
                Options = description.Options,
                Training = description.Training,
                Validation = description.Validation,
                Threads = threads,
                ChannelsLast = channelsLast,
                State = state,
                Hashes = hashes,
            };
            Add(Manifest, manifest.Write);
            zip.Comment = hashes[Manifest];

            void AddTensors(string name, Weights? tensors)
            {
                if (tensors is not null)
                    Add(name, part => SafeTensorsWriter.Write(tensors, null, part));
            }

            void Add(string name, Action<Stream> write)
            {
                using var sha = SHA256.Create();
                using (var hashing = new CryptoStream(zip.CreateEntry(name, CompressionLevel.NoCompression).Open(), sha, CryptoStreamMode.Write))
                    write(hashing);
                hashes[name] = Convert.ToHexStringLower(sha.Hash!);
            }
        });

    /// <exception cref="InvalidDataException">It is no checkpoint, is damaged or cut off, or is newer than this version.</exception>
    public static TrainingCheckpoint Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = File.OpenRead(path);
        var source = $"'{path}'";
        try
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read);
            var manifest = CheckpointManifest.Read(Part(Manifest, zip.Comment), source);
            var trained = Tensors(Current) ?? throw new InvalidDataException($"it has no {Current}");
            return new TrainingCheckpoint(
                manifest.Description, manifest.State, manifest.Threads, manifest.ChannelsLast, new CheckpointWeights(trained, Tensors(Average), Tensors(Best)),
                Part(Optimizer, manifest.Hashes.GetValueOrDefault(Optimizer)));

            byte[] Part(string name, string? hash)
            {
                var entry = zip.GetEntry(name) ?? throw new InvalidDataException($"it has no {name}");
                if (entry.Length > file.Length)
                    throw new InvalidDataException($"its {name} would be longer than the file");
                using var stream = entry.Open();
                var bytes = new byte[entry.Length];
                stream.ReadExactly(bytes);
                return Convert.ToHexStringLower(SHA256.HashData(bytes)) == hash ? bytes : throw new InvalidDataException($"its {name} is not what was written");
            }

            Weights? Tensors(string name) => manifest.Hashes.TryGetValue(name, out var hash)
                ? SafeTensorsReader.Read(new MemoryStream(Part(name, hash), writable: false), name)
                : null;
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or EndOfStreamException && !e.Message.StartsWith(source, StringComparison.Ordinal))
        {
            throw new InvalidDataException(
                $"{source} is not a checkpoint, or is damaged or cut off ({e.Message.TrimEnd('.')}): remove it to start anew.", e);
        }
    }
}
