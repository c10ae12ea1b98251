namespace MlNetCnn.Cli;

/// <summary>How much a command says.</summary>
internal enum Verbosity
{
    /// <summary>Errors and one line of result.</summary>
    Quiet,

    /// <summary>Tables, notes and progress.</summary>
    Normal,

    /// <summary>What is done, too, and how long it takes.</summary>
    Verbose,
}
