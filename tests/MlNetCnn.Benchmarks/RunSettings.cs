using System.Globalization;

namespace MlNetCnn.Benchmarks;

/// <summary>How long a run takes and what it measures.</summary>
/// <param name="Rounds">Turns of each contender.</param>
/// <param name="Seconds">About how long a turn takes.</param>
/// <param name="Only">Part of the names of the figures to measure.</param>
internal sealed record RunSettings(int Rounds = 7, double Seconds = 2, string Only = "")
{
    public static RunSettings Parse(string[] arguments, RunSettings? defaults = null)
    {
        var settings = defaults ?? new RunSettings();
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : throw new ArgumentException($"'{arguments[i]}' needs a value.");
            settings = arguments[i] switch
            {
                "--rounds" => settings with { Rounds = int.Parse(value, CultureInfo.InvariantCulture) },
                "--seconds" => settings with { Seconds = double.Parse(value, CultureInfo.InvariantCulture) },
                "--only" => settings with { Only = value },
                _ => throw new ArgumentException($"'{arguments[i]}' is unknown: use --rounds, --seconds or --only."),
            };
        }
        return settings;
    }
}
