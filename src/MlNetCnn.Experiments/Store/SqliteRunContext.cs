using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace MlNetCnn.Experiments;

internal sealed class SqliteRunContext(DbContextOptions<SqliteRunContext> options) : RunContext(options)
{
    /// <summary>Used by <c>dotnet ef</c> to create migrations.</summary>
    internal sealed class Factory : IDesignTimeDbContextFactory<SqliteRunContext>
    {
        public SqliteRunContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqliteRunContext>().UseSqlite("Data Source=:memory:").Options);
    }
}
