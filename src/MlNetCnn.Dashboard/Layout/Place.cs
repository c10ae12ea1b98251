using System.Collections.Immutable;
using MudBlazor;

namespace MlNetCnn.Dashboard;

/// <summary>An entry of the main menu, and the pages that belong to it, by the beginning of their address.</summary>
internal sealed record Place(string Address, string Title, string Icon, params ImmutableArray<string> Below)
{
    public static ImmutableArray<Place> All { get; } =
    [
        new("", "Runs", Icons.Material.Outlined.TableRows, "runs/"),
        new("runs/compare", "Compare", Icons.Material.Outlined.StackedLineChart, "runs/mistakes"),
        new("data", "Data", Icons.Material.Outlined.PhotoLibrary, "data/", "photos"),
        new("architectures", "Networks", Icons.Material.Outlined.Hub, "architectures/", "networks"),
        new("lab", "Lab", Icons.Material.Outlined.Science, "lab/"),
        new("course", "Course", Icons.Material.Outlined.School, "course/"),
        new("runs/new", "New run", Icons.Material.Outlined.Add),
    ];

    /// <summary>The place of a page, by its address without query; null where there is none.</summary>
    public static Place? Of(string address) => All.FirstOrDefault(p => p.Address == address)
        ?? All.SelectMany(p => p.Below.Select(below => (Place: p, Below: below))).OrderByDescending(p => p.Below.Length)
            .FirstOrDefault(p => address.StartsWith(p.Below, StringComparison.Ordinal)).Place;
}
