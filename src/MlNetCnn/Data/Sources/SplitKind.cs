namespace MlNetCnn;

/// <summary>What images are for.</summary>
internal enum SplitKind : byte
{
    Train,
    Validation,
    Test,
}
