using System.Text;

namespace MlNetCnn.Tests;

/// <summary>Files that NumPy 1.24 wrote, and damaged ones.</summary>
public class NumpyArrayTests
{
    // 6×4×4 values that count up from 0.
    private static readonly byte[] Counted = [.. Enumerable.Range(0, 96).Select(i => (byte)i)];

    [Theory]
    [InlineData("v1.npy")]
    [InlineData("v2.npy")]
    [InlineData("v3.npy")]
    [InlineData("fortran.npy")]
    [InlineData("big.npy")]
    public void ReadNumbers_VersionsAndOrders_GiveTheSameRows(string file)
    {
        var array = Open(File.ReadAllBytes(Cases.Path("arrays", file)));

        Assert.Equal((6, 16, "6×4×4"), (array.Rows, array.RowValues, array.ShapeText));
        Assert.Equal(Counted, array.ReadNumbers(default).SelectMany(row => row.Select(value => (byte)value)));
    }

    [Theory]
    [InlineData("text.npy", "cat", "dog", "é")]
    [InlineData("bytes.npy", "cat", "dog", "mouse")]
    public void ArrayLabels_Texts_AreNames(string file, params string[] names) =>
        Assert.Equal(names, ArrayLabels.Read(Open(File.ReadAllBytes(Cases.Path("arrays", file))), default));

    [Theory]
    [InlineData("objects.npy", "pickled objects are never run")]
    [InlineData("records.npy", "an array of records with several fields")]
    public void Open_ArraysThatAreNoNumbers_AreRefusedByName(string file, string why) =>
        Assert.Contains(why, Assert.Throws<InvalidDataException>(() => Open(File.ReadAllBytes(Cases.Path("arrays", file)))).Message);

    [Theory]
    [InlineData("{'descr': '<c8', 'fortran_order': False, 'shape': (2,), }", "of type '<c8'")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,-1), }", "its shape is (2,-1)")]
    [InlineData("{'descr': '<f4', 'fortran_order': False}", "does not say its type, order and shape")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (9223372036854775807, 3), }", "no file can hold")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2000000000), }", "more than the 1000000 bytes")]
    public void Open_HeadersThatCannotBe_SayWhy(string header, string why) =>
        Assert.Contains(why, Assert.Throws<InvalidDataException>(() => Open(Header(header))).Message);

    [Theory]
    [InlineData(5, "within its NumPy header")]
    [InlineData(100, "within its NumPy header")]
    [InlineData(140, "is cut off: its shape 6×4×4 needs 96 bytes, but 12 are there")]
    public void Read_CutOff_SaysWhere(int length, string why) =>
        Assert.Contains(why, Assert.Throws<InvalidDataException>(
            () => Open(File.ReadAllBytes(Cases.Path("arrays", "v1.npy"))[..length]).ReadRows(default).Count()).Message);

    [Fact]
    public void Read_ShapeBeyondTheFile_TakesNoMemory()
    {
        var array = Open(Header("{'descr': '|u1', 'fortran_order': False, 'shape': (1000, 1000000), }"));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<InvalidDataException>(() => array.ReadRows(default).Count());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Theory]
    [InlineData(3, new double[] { 0, 1, 0, 1, 0, 0, 0, 0, 1 }, "1 0 2")]
    [InlineData(1, new double[] { 3, 0, 3 }, "3 0 3")]
    public void ArrayLabels_WholeNumbersOrOneHot_AreClasses(int columns, double[] values, string labels) =>
        Assert.Equal(labels.Split(' '), ArrayLabels.Read(Open(Doubles(columns, values)), default));

    [Theory]
    [InlineData(3, new double[] { 0, 1, 0, 1, 1, 0 }, "Row 1 of 'a' has 2 classes at once: these are multi-label data")]
    [InlineData(3, new double[] { 0, 1, 0, 0, 0, 0 }, "Row 1 of 'a' has no class")]
    [InlineData(3, new double[] { 0.2, 0.3, 0.5 }, "probabilities, coordinates and measures are not classes")]
    [InlineData(1, new double[] { 1, 0.37 }, "Row 1 of 'a' has the label 0.37: numbers with fractions are measures (regression)")]
    public void ArrayLabels_WhatAreNoClasses_IsRefused(int columns, double[] values, string why) =>
        Assert.Contains(why, Assert.Throws<InvalidDataException>(() => ArrayLabels.Read(Open(Doubles(columns, values)), default)).Message);

    private static NumpyArray Open(byte[] file)
    {
        var stream = new MemoryStream(file);
        var header = NumpyHeader.Read(stream, "a");
        return new NumpyArray("a", "'a'", header, () => stream, 1_000_000);
    }

    private static byte[] Header(string text) => [0x93, .. "NUMPY\u0001\0"u8, (byte)text.Length, 0, .. Encoding.Latin1.GetBytes(text)];

    private static byte[] Doubles(int columns, double[] values) => [
        .. Header($"{{'descr': '<f8', 'fortran_order': False, 'shape': ({values.Length / columns},{(columns > 1 ? $" {columns}" : "")}), }}"),
        .. values.SelectMany(BitConverter.GetBytes)];
}
