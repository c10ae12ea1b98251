using Microsoft.Data.Sqlite;

namespace MlNetCnn.Experiments;

/// <summary>
/// Cheap check whether a store has changed. SQLite counts the commits of all processes; PostgreSQL does not, so there the answer is always
/// yes.
/// </summary>
internal sealed class StoreStamp(StoreLocation location) : IDisposable
{
    // SQLite counts the commits of other connections only, so this one is kept open and never writes.
    private SqliteConnection? _connection;
    private SqliteCommand? _ask;
    private long _last = -1;

    /// <summary>Whether something was written since the last call; true the first time.</summary>
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
