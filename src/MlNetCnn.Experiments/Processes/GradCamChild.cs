using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>Explains images by Grad-CAM and caches the last network.</summary>
internal sealed class GradCamChild : IDisposable
{
    private GradCam? _network;
    private (string Path, DateTime Written) _loaded;

    public GradCamMap Explain(GradCamRequest request)
    {
        var wanted = (request.Model, File.GetLastWriteTimeUtc(request.Model));
        if (_network is null || wanted != _loaded)
        {
            Dispose();
            (_network, _loaded) = (new GradCam(CnnModel.Load(request.Model)), wanted);
        }
        return _network.Explain(request.Pixels, request.Class, request.Layer);
    }

    public void Dispose()
    {
        _network?.Dispose();
        _network = null;
    }
}
