using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace MlNetCnn.Benchmarks;

/// <summary>Lets another .NET process collect its garbage, through the socket that every one has for diagnostics: who traces its heap is given a collection first.</summary>
internal static class ForcedCollection
{
    private const ulong HeapCollect = 0x80_0000;
    private const byte EventPipe = 2, StopTracing = 1, CollectTracing = 2;
    private const int HeaderBytes = 20;
    private static readonly TimeSpan Collecting = TimeSpan.FromSeconds(3);

    public static async Task OfAsync(int process)
    {
        // The second takes what the finalizers of the first let go.
        for (var i = 0; i < 2; i++)
        {
            using var tracing = Connect(process);
            await tracing.SendAsync(Message(CollectTracing, Request()));
            var answer = new byte[HeaderBytes + sizeof(ulong)];
            await ReadAsync(tracing, answer);
            await Task.Delay(Collecting);
            using var stopping = Connect(process);
            await stopping.SendAsync(Message(StopTracing, answer[HeaderBytes..]));
            var rest = new byte[1 << 16];
            while (await tracing.ReceiveAsync(rest) > 0)
            {
                // What was traced is not of interest.
            }
        }
    }

    private static Socket Connect(int process)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        // One that was killed leaves its socket behind, and another may have had this number.
        var newest = Directory.GetFiles(Path.GetTempPath(), $"dotnet-diagnostic-{process}-*-socket").MaxBy(File.GetLastWriteTimeUtc)!;
        socket.Connect(new UnixDomainSocketEndPoint(newest));
        return socket;
    }

    private static async Task ReadAsync(Socket socket, byte[] answer)
    {
        for (var read = 0; read < answer.Length;)
        {
            var more = await socket.ReceiveAsync(answer.AsMemory(read));
            read += more > 0 ? more : throw new IOException("The process took no request for a trace.");
        }
    }

    // One megabyte of buffer, the format of .nettrace, one provider without a filter.
    private static byte[] Request()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        var name = "Microsoft-Windows-DotNETRuntime\0";
        writer.Write(1u);
        writer.Write(1u);
        writer.Write(1u);
        writer.Write(HeapCollect);
        writer.Write(4u); // informational
        writer.Write((uint)name.Length);
        writer.Write(Encoding.Unicode.GetBytes(name));
        writer.Write(0u);
        return bytes.ToArray();
    }

    private static byte[] Message(byte command, byte[] payload)
    {
        var message = new byte[HeaderBytes + payload.Length];
        "DOTNET_IPC_V1\0"u8.CopyTo(message);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(14), (ushort)message.Length);
        (message[16], message[17]) = (EventPipe, command);
        payload.CopyTo(message, HeaderBytes);
        return message;
    }
}
