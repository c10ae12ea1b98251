namespace MlNetCnn;

/// <summary>How the classes of labeled data were paired with those of a model.</summary>
public enum ClassMatching
{
    /// <summary>By their names.</summary>
    Name,

    /// <summary>By their names, upper and lower case taken as equal.</summary>
    NameIgnoringCase,

    /// <summary>By their position: one side has numbers instead of names.</summary>
    Position,
}
