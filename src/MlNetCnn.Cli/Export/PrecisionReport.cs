namespace MlNetCnn.Cli;

/// <summary>The effect of an export as float16 or int8 compared to 32-bit floats.</summary>
/// <param name="Precision">float16 or int8.</param>
/// <param name="CalibrationImages">How many images the ranges were measured on; null where none were.</param>
/// <param name="BytesBefore">The size of the file with 32-bit floats.</param>
/// <param name="Bytes">The size of the file that was written.</param>
/// <param name="Comparison">Accuracy and speed on test images; null where there were none.</param>
internal sealed record PrecisionReport(string Precision, int? CalibrationImages, long BytesBefore, long Bytes, PrecisionComparison? Comparison);
