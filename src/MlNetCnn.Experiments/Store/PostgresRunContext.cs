using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace MlNetCnn.Experiments;

/// <summary>A store on a PostgreSQL server.</summary>
internal sealed class PostgresRunContext(DbContextOptions<PostgresRunContext> options) : RunContext(options)
{
    /// <summary>Used by the tool that writes migrations.</summary>
    internal sealed class Factory : IDesignTimeDbContextFactory<PostgresRunContext>
    {
        public PostgresRunContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<PostgresRunContext>().UseNpgsql("Host=localhost").Options);
    }
}
