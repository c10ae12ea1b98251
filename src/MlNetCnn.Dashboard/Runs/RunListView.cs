using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace MlNetCnn.Dashboard;

/// <summary>What the list of runs shows, as kept in its address.</summary>
public sealed record RunListView
{
    public const int LeastRows = 25, MostPinned = 3;

    private static readonly string UsualColumns = string.Join(',', RunColumn.Usual);

    public RunSearch Search { get; init; } = new();

    public string Sort { get; init; } = "created";

    public bool IsDescending { get; init; } = true;

    /// <summary>The key of a <see cref="RunGrouping"/>; empty for none.</summary>
    public string Group { get; init; } = "";

    /// <summary>From 0.</summary>
    public int Page { get; init; }

    public int Rows { get; init; } = LeastRows;

    /// <summary>Keys of the columns after the name, with commas between.</summary>
    public string Columns { get; init; } = UsualColumns;

    /// <summary>How many of these stay beside the name when the table is scrolled.</summary>
    public int Pinned { get; init; }

    internal IEnumerable<RunColumn> Shown => Columns.Split(',').Select(RunColumn.Find).OfType<RunColumn>();

    /// <summary>Missing or invalid values are the default.</summary>
    public static RunListView Of(Uri address)
    {
        var query = QueryHelpers.ParseQuery(address.Query);
        return new()
        {
            Search = new()
            {
                Text = Text("find"),
                State = Text("status"),
                Tag = Text("tag"),
                Group = Text("sweep"),
                Architecture = Text("network"),
                Data = Text("data"),
                IsTrash = Text("trash") == "true",
            },
            Sort = RunColumn.Find(Text("sort"))?.Key ?? "created",
            IsDescending = Text("order") != "up",
            Group = RunGrouping.Find(Text("group"))?.Key ?? "",
            Page = Math.Max(0, Number("page", 1) - 1),
            Rows = Number("rows", LeastRows) is var rows && rows is 50 or 100 ? rows : LeastRows,
            Columns = query.ContainsKey("columns") ? string.Join(',', Text("columns").Split(',').Where(key => RunColumn.Find(key) is not null)) : UsualColumns,
            Pinned = Math.Min(MostPinned, Number("pinned", 0)),
        };

        string Text(string name) => query.TryGetValue(name, out var values) ? values[0] ?? "" : "";

        int Number(string name, int otherwise) => int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
    }

    /// <summary>The address of a page with this view: only what differs from a fresh one.</summary>
    public string At(string page)
    {
        var fresh = new RunListView();
        var fields = new (string Name, string Value, bool IsFresh)[]
        {
            ("find", Search.Text, Search.Text.Length == 0),
            ("status", Search.State, Search.State.Length == 0),
            ("tag", Search.Tag, Search.Tag.Length == 0),
            ("sweep", Search.Group, Search.Group.Length == 0),
            ("network", Search.Architecture, Search.Architecture.Length == 0),
            ("data", Search.Data, Search.Data.Length == 0),
            ("trash", "true", !Search.IsTrash),
            ("sort", Sort, Sort == fresh.Sort),
            ("order", "up", IsDescending),
            ("group", Group, Group.Length == 0),
            ("page", $"{Page + 1}", Page == 0),
            ("rows", $"{Rows}", Rows == LeastRows),
            ("columns", Columns, Columns == UsualColumns),
            ("pinned", $"{Pinned}", Pinned == 0),
        };
        return QueryHelpers.AddQueryString(page, fields.Where(f => !f.IsFresh).Select(f => KeyValuePair.Create(f.Name, (string?)f.Value)));
    }

    /// <summary>All rows in order, those of a group together.</summary>
    public ImmutableArray<RunListRow> Order(IEnumerable<RunListRow> rows)
    {
        var sorted = RunColumn.Find(Sort)!.Sort(rows, IsDescending);
        return RunGrouping.Find(Group) is { } grouping ? [.. sorted.GroupBy(grouping.Of).SelectMany(group => group)] : [.. sorted];
    }
}
