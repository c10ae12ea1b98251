using System.Diagnostics.CodeAnalysis;

namespace MlNetCnn;

/// <summary>Reads a value; false where the text is none.</summary>
internal delegate bool TryRead<T>(string text, [MaybeNullWhen(false)] out T value);
