using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace MlNetCnn.Experiments;

internal sealed class PostgresRunContext(DbContextOptions<PostgresRunContext> options) : RunContext(options)
{
    /// <summary>Used by <c>dotnet ef</c> to create migrations.</summary>
    internal sealed class Factory : IDesignTimeDbContextFactory<PostgresRunContext>
    {
        public PostgresRunContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<PostgresRunContext>().UseNpgsql("Host=localhost").Options);
    }
}
