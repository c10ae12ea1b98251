namespace MlNetCnn.Dashboard;

/// <summary>A class that is captured by camera: the browser has the frames, this their numbers and addresses there.</summary>
internal sealed class CapturedClass
{
    /// <summary>As typed.</summary>
    public string Name { get; set; } = "";

    public List<(int Id, string Address)> Frames { get; } = [];
}
