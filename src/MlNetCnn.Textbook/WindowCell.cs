namespace MlNetCnn.Textbook;

/// <summary>One cell of a window that lies on an input.</summary>
/// <param name="WindowRow">The cell's row inside the window, from 0.</param>
/// <param name="WindowColumn">The cell's column inside the window, from 0.</param>
/// <param name="InputRow">The row of the input below the cell; negative or beyond the input where it lies on padding.</param>
/// <param name="InputColumn">The column of the input below the cell; negative or beyond the input where it lies on padding.</param>
/// <param name="IsPadding">Whether the cell lies on padding rather than on the input.</param>
public readonly record struct WindowCell(int WindowRow, int WindowColumn, int InputRow, int InputColumn, bool IsPadding);
