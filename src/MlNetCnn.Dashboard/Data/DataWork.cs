using System.Collections.Immutable;

namespace MlNetCnn.Dashboard;

/// <summary>Long operations on data sets as background jobs, one of each kind and name at a time.</summary>
internal sealed class DataWork(JobList jobs, DataSetStore sets, ServerFolders folders, TimeProvider time)
{
    private const string DownloadKind = "download:", ImportKind = "import:", LookKind = "look:";

    /// <summary>Running and failed imports.</summary>
    public IEnumerable<Job> Imports => jobs.All.Where(j => j.Key.StartsWith(ImportKind, StringComparison.Ordinal) && j.State != JobState.Done)
        .OrderBy(j => j.Key, StringComparer.Ordinal);

    public Job? DownloadOf(string name) => jobs.Find(DownloadKind + name);

    public Job? ImportOf(string name) => jobs.Find(ImportKind + name);

    public Job? LookOf(string name) => jobs.Find(LookKind + name);

    /// <summary>Downloads a catalog data set, resuming an earlier download.</summary>
    public Job Download(string name) => jobs.Start(DownloadKind + name, $"Downloading {name}", async (job, stop) =>
    {
        var progress = new Reporter<DownloadProgress>(p => job.Tell(
            p.Note ?? $"{Quantity.Bytes(p.Bytes)} of {Quantity.Bytes(p.TotalBytes ?? p.Bytes)}", p.TotalBytes is > 0 and var total ? (double)p.Bytes / total : null));
        return await sets.GetAsync(name, progress, stop);
    });

    /// <summary>Imports a local file or folder.</summary>
    /// <exception cref="ArgumentException">The name cannot be used, or one of this name is just being imported.</exception>
    public void Import(string path, string name, DataSetImport how) => Import(DataSetName.Require(name), path, how, null);

    /// <summary>Imports an uploaded file, which is deleted afterwards in any case.</summary>
    /// <exception cref="ArgumentException">One of this name is just being imported.</exception>
    public void Import(Upload upload)
    {
        try
        {
            Import(upload.Name, upload.Path, new() { Move = true, Source = $"uploaded as {upload.File}", Description = $"Uploaded as {upload.File}." }, upload);
        }
        catch (ArgumentException)
        {
            upload.Dispose();
            throw;
        }
    }

    /// <summary>Inspects a local data set: counts, duplicates, unreadable files, and sample pictures.</summary>
    public Job Look(StoredDataSet set) => jobs.Start(LookKind + set.Entry.Name, $"Looking through {set.Entry.Name}", (job, stop) =>
    {
        var loading = InspectionOptions.Loading(null, sets.DecodedFolder);
        var data = ImageData.Open(set.Path!, loading, new Reporter<ImageLoadingProgress>(p => Tell(job, p)), stop);
        job.Tell($"{data.Train.Count:N0} training images are read: looking for duplicates");
        var inspection = DataInspection.Of(data, stop);
        job.Tell("Drawing images of each class");
        ImmutableArray<byte[]?> sheets =
        [
            .. Enumerable.Range(0, Math.Min(data.ClassNames.Length, DataLook.MostClasses)).Select(label =>
            {
                stop.ThrowIfCancellationRequested();
                return ContactSheet.OfClass(data.Train, label, DataLook.Columns, DataLook.MostImages);
            }),
        ];
        return Task.FromResult<object?>(new DataLook(inspection, sheets, $"{time.GetUtcNow().UtcTicks}"));
    });

    /// <summary>Drops cached results of a removed data set.</summary>
    public void Forget(string name)
    {
        foreach (var kind in new[] { DownloadKind, ImportKind, LookKind })
            jobs.Forget(kind + name);
    }

    public void Forget(Job job) => jobs.Forget(job.Key);

    private void Import(string name, string path, DataSetImport how, Upload? upload)
    {
        var isNew = jobs.TryStart(ImportKind + name, $"Importing {name}", (job, stop) =>
        {
            using (upload)
            {
                if (upload is null)
                    folders.CheckLinks(path, stop);
                return Task.FromResult<object?>(sets.Import(path, name, how, new Reporter<ImageLoadingProgress>(p => Tell(job, p)), stop));
            }
        }, out _);
        if (!isNew)
            throw new ArgumentException($"A data set '{name}' is just being imported: wait for it, or take another name.");
    }

    private static void Tell(Job job, ImageLoadingProgress p) => job.Tell(
        $"{p.Images:N0}{(p.Total is { } total ? $" of {total:N0}" : "")} images read{(p.Skipped > 0 ? $", {p.Skipped:N0} of them cannot be" : "")}",
        p.Total is > 0 and { } all ? (double)p.Images / all : null);
}
