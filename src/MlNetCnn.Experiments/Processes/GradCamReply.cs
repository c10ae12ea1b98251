using MlNetCnn.Training;

namespace MlNetCnn.Experiments;

/// <summary>What the process of Grad-CAM answers: a map, or what went wrong in a sentence.</summary>
internal sealed record GradCamReply(GradCamMap? Map, string? Sentence);
