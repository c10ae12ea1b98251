using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MlNetCnn.Experiments;

/// <summary>The tables of a store, with a subclass per database for its migrations.</summary>
internal abstract class RunContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<RunRow> Runs => Set<RunRow>();

    public DbSet<TagRow> Tags => Set<TagRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite cannot sort by a DateTimeOffset.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        configurationBuilder.Properties<RunState>().HaveConversion<string>().HaveMaxLength(16);
        configurationBuilder.Properties<RunWish>().HaveConversion<string>().HaveMaxLength(16);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<RunRow>(run =>
        {
            run.ToTable("Runs").HasKey(r => r.Id);
            run.Property(r => r.Id).HasMaxLength(RunId.MostCharacters);
            run.HasIndex(r => r.CreatedAt);
            run.HasIndex(r => new { r.State, r.Priority, r.QueuedAt });
            run.HasIndex(r => r.Group);
            // Few of very many runs have a worker.
            run.HasIndex(r => r.Worker).HasFilter($"\"{nameof(RunRow.Worker)}\" IS NOT NULL");
            run.HasMany(r => r.Tags).WithOne().HasForeignKey(t => t.RunId);
        });
        modelBuilder.Entity<TagRow>(tag =>
        {
            tag.ToTable("Tags").HasKey(t => new { t.RunId, t.Tag });
            tag.HasIndex(t => new { t.Tag, t.RunId });
        });
    }

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
