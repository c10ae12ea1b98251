using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace MlNetCnn.Experiments;

/// <summary>A store in a file.</summary>
internal sealed class SqliteRunContext(DbContextOptions<SqliteRunContext> options) : RunContext(options)
{
    /// <summary>Used by the tool that writes migrations.</summary>
    internal sealed class Factory : IDesignTimeDbContextFactory<SqliteRunContext>
    {
        public SqliteRunContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqliteRunContext>().UseSqlite("Data Source=:memory:").Options);
    }
}
