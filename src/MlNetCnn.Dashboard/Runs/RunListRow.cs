using MlNetCnn.Experiments;

namespace MlNetCnn.Dashboard;

/// <summary>A run in the list; its detail is null until read.</summary>
public sealed record RunListRow(RunSummary Run, RunDetail? Detail)
{
    internal TestScore? Measured => Detail?.Result?.Measured;

    internal string Setting(string name) => Detail?.Settings.GetValueOrDefault(name) ?? "";
}
