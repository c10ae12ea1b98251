using System.Text;
using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>The process that explains images by Grad-CAM: a request a line comes in, a reply a line goes out. It ends when its input does.</summary>
internal static class GradCamChild
{
    public static int Run(TextReader input, Stream standardOutput)
    {
        // Native code may write to standard output too: our lines come whole.
        using var output = new StreamWriter(standardOutput, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
        GradCam? network = null;
        (string Path, DateTime Written) loaded = default;
        try
        {
            while (input.ReadLine() is { } line)
                output.WriteLine(RunJson.ToLine(Answer(RunJson.FromLine<GradCamRequest>(line))));
            return 0;
        }
        finally
        {
            network?.Dispose();
        }

        GradCamReply Answer(GradCamRequest request)
        {
            try
            {
                var wanted = (request.Model, File.GetLastWriteTimeUtc(request.Model));
                if (network is null || wanted != loaded)
                {
                    network?.Dispose();
                    network = null;
                    (network, loaded) = (new GradCam(CnnModel.Load(request.Model)), wanted);
                }
                return new GradCamReply(network.Explain(request.Pixels, request.Class, request.Layer), null);
            }
#pragma warning disable CA1031 // The last catch: whatever it is, the parent gets a sentence.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Console.Error.WriteLine(e);
                return new GradCamReply(null, FailureSentence.Of(e));
            }
        }
    }
}
