using Microsoft.Data.Sqlite;

namespace MlNetCnn.Experiments;

/// <summary>Tells, for next to nothing, whether somebody wrote to a store: SQLite counts the commits of all processes. PostgreSQL does not, so there it may always be.</summary>
internal sealed class StoreStamp(StoreLocation location) : IDisposable
{
    // The count is of what others than this connection wrote, so it is kept, and only asks.
    private SqliteConnection? _connection;
    private SqliteCommand? _ask;
    private long _last = -1;

    /// <summary>Whether something was written since this was asked before; the first time it was.</summary>
    public bool IsNew()
    {
        if (location.IsPostgres)
            return true;
        if (_connection is null)
        {
            _connection = new SqliteConnection(new SqliteConnectionStringBuilder(location.ConnectionString) { Pooling = false }.ToString());
            _connection.Open();
            _ask = _connection.CreateCommand();
            _ask.CommandText = "PRAGMA data_version";
        }
        var now = (long)_ask!.ExecuteScalar()!;
        var isNew = now != _last;
        _last = now;
        return isNew;
    }

    public void Dispose()
    {
        _ask?.Dispose();
        _connection?.Dispose();
    }
}
