namespace MlNetCnn.Experiments;

/// <summary>A run whose training speed is to be measured.</summary>
/// <param name="Request">The run as JSON; its data are a path, or not on this machine.</param>
/// <param name="Path">Where the images are; null for noise instead.</param>
/// <param name="Shape">The shape of an image: channels, height and width.</param>
/// <param name="Classes">How many classes there are.</param>
/// <param name="Images">How many images an epoch trains on.</param>
/// <param name="Threads">The threads to compute with.</param>
/// <param name="Seconds">How long it may train.</param>
internal sealed record SpeedRequest(string Request, string? Path, int[] Shape, int Classes, int Images, int Threads, double Seconds);
