namespace MlNetCnn.Dashboard;

internal static class DataWords
{
    /// <summary>Whether the set is on this machine, and its size.</summary>
    public static string Where(StoredDataSet set) => set switch
    {
        { Path: null, Bytes: 0 } => $"not yet, {Quantity.Bytes(set.Entry.DownloadBytes)} to download",
        { Path: null } => $"in part: {Quantity.Bytes(set.Bytes)} of {Quantity.Bytes(set.Entry.DownloadBytes)}",
        { IsOwn: true, Bytes: 0 } => "linked",
        { Bytes: 0 } => "comes along",
        _ => Quantity.Bytes(set.Bytes),
    };

    /// <summary>The label of the download button.</summary>
    public static string DownloadOf(StoredDataSet set) => set.Bytes > 0 ? "Go on downloading" : "Download";

    /// <summary>Findings as sentences; empty if there are none.</summary>
    public static IEnumerable<string> Findings(DataInspection data) => data.Unreadable.Length is > 0 and var unreadable
        ? DataFindings.Of(data).Prepend($"{unreadable:N0} {(unreadable == 1 ? "image" : "images")} cannot be read and would be left out.")
        : DataFindings.Of(data);
}
