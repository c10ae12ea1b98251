using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace MlNetCnn.Experiments;

/// <summary>The store is unreachable, of a newer version, or does not contain what was requested.</summary>
internal sealed class StoreException : Exception
{
    internal StoreException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    internal static StoreException Of(StoreLocation location, Exception e) => new(
        $"The store {location} cannot be used: {Cause(DatabaseError(e) ?? e)}.", e);

    /// <summary>Whether the cause is a database error.</summary>
    internal static bool IsOfDatabase(Exception e) => DatabaseError(e) is not null;

    /// <summary>Whether a retry may help: server unavailable, file locked, disk full.</summary>
    internal static bool IsPassing(Exception e) => DatabaseError(e) switch
    {
        // SQLSTATE classes 08: connection, 53: insufficient resources, 57: operator intervention, 40: transaction rollback.
        PostgresException postgres => postgres.SqlState[..2] is "08" or "53" or "57" or "40",
        NpgsqlException => true,
        // BUSY, LOCKED, IOERR, FULL, CANTOPEN
        SqliteException sqlite => sqlite.SqliteErrorCode is 5 or 6 or 10 or 13 or 14,
        _ => e is TimeoutException,
    };

    private static string Cause(Exception e) => e switch
    {
        SqliteException { SqliteErrorCode: 8 } => "its file is read-only",
        SqliteException { SqliteErrorCode: 13 } => "the disk is full",
        SqliteException { SqliteErrorCode: 14 } => "a file of it can neither be opened nor made: the disk may be full, or its folder read-only",
        _ => e.Message.Split('\n')[0].Trim().TrimEnd('.'),
    };

    private static DbException? DatabaseError(Exception? e)
    {
        for (; e is not null; e = e.InnerException)
        {
            if (e is DbException error)
                return error;
        }
        return null;
    }
}
