namespace MlNetCnn;

/// <summary>What is wrong with a pickle, as the rest of a sentence that begins with the file's name.</summary>
internal class PickleFormatException(string what, Exception? cause = null) : Exception(what, cause);
