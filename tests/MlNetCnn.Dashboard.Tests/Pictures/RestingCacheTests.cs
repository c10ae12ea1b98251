namespace MlNetCnn.Dashboard.Tests;

public class RestingCacheTests
{
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);

    private readonly Clock _clock = new();

    [Fact]
    public async Task Use_WithinItsRest_FindsItOpenAndAfterwardsDisposed()
    {
        using var cache = new RestingCache<string, Thing>(_clock, Rest, most: 2);

        var first = await cache.UseAsync("a", () => new Thing(), t => t);
        _clock.Advance(Rest / 2);
        var second = await cache.UseAsync("a", () => new Thing(), t => t);
        Assert.Same(first, second);
        _clock.Advance(Rest / 2);
        Assert.False(first.IsDisposed);
        _clock.Advance(Rest / 2);

        Assert.True(first.IsDisposed);
        Assert.NotSame(first, await cache.UseAsync("a", () => new Thing(), t => t));
    }

    [Fact]
    public async Task Use_MoreThanMost_LetsTheOneGoThatRestedLongest()
    {
        using var cache = new RestingCache<string, Thing>(_clock, Rest, most: 2);
        var a = await cache.UseAsync("a", () => new Thing(), t => t);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var b = await cache.UseAsync("b", () => new Thing(), t => t);
        _clock.Advance(TimeSpan.FromSeconds(1));

        await cache.UseAsync("c", () => new Thing(), t => t);

        Assert.Equal((true, false), (a.IsDisposed, b.IsDisposed));
    }

    [Fact]
    public async Task Use_ThatCouldNotOpen_IsTriedAgain()
    {
        using var cache = new RestingCache<string, Thing>(_clock, Rest, most: 2);
        await Assert.ThrowsAsync<IOException>(() => cache.UseAsync<Thing>("a", () => throw new IOException(), t => t));

        Assert.NotNull(await cache.UseAsync("a", () => new Thing(), t => t));
    }

    private sealed class Thing : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
