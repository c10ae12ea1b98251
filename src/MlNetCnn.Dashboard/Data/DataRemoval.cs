using MlNetCnn.Experiments;
using MudBlazor;

namespace MlNetCnn.Dashboard;

/// <summary>Confirms the removal of a data set and lists the runs that use it.</summary>
internal sealed class DataRemoval(DataSetStore sets, DataWork work, RunStore runs, IDialogService dialogs, ISnackbar snackbar)
{
    private const int MostRuns = 1000;

    /// <summary>Returns whether it was removed.</summary>
    public async Task<bool> AskAsync(StoredDataSet set)
    {
        var users = await runs.ListAsync(new RunFilter { Data = set.Entry.Name, Take = MostRuns });
        var dialog = await dialogs.ShowAsync<RemoveDialog>(
            $"Remove {set.Entry.Name}", new DialogParameters<RemoveDialog> { { d => d.Set, set }, { d => d.Users, users } }, new DialogOptions { CloseOnEscapeKey = true });
        if (await dialog.Result is not { Canceled: false })
            return false;
        long? freed = null;
        if (await BrowserWords.TryAsync(async () => freed = await Task.Run(() => sets.Remove(set.Entry.Name))) is { } problem)
        {
            snackbar.Add(problem, Severity.Error);
            return false;
        }
        work.Forget(set.Entry.Name);
        snackbar.Add(freed is > 0 ? $"Removed {set.Entry.Name}, {Quantity.Bytes(freed.Value)}." : $"Removed {set.Entry.Name}.");
        return true;
    }
}
