using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MlNetCnn.WebApp;

/// <summary>Healthy is who can score a black image.</summary>
internal sealed class ScorerCheck(CnnScorer scorer) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var probabilities = await scorer.ScoreAsync(new byte[scorer.InputShape.Elements], cancellationToken);
        return probabilities.All(float.IsFinite)
            ? HealthCheckResult.Healthy($"{scorer.ClassNames.Length} classes on {scorer.Device}")
            : HealthCheckResult.Unhealthy("The network gives no numbers for a black image.");
    }
}
