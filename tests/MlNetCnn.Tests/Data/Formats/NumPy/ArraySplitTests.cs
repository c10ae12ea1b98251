namespace MlNetCnn.Tests;

public class ArraySplitTests
{
    [Theory]
    [InlineData("x_train 9,4,4; y_train 9; x_test 5,4,4; y_test 5", "Train x_train y_train; Test x_test y_test")] // Keras
    [InlineData("train_images 9,4,4,3; train_labels 9,1; val_images 4,4,4,3; val_labels 4,1; test_images 5,4,4,3; test_labels 5,1",
        "Train train_images train_labels; Validation val_images val_labels; Test test_images test_labels")] // MedMNIST
    [InlineData("images 9,4,4; labels 9", "Train images labels")]
    [InlineData("X 9,16; y 9", "Train X y")]
    [InlineData("data 9,16; target 9; target_names 3", "Train data target")] // scikit-learn
    [InlineData("arr_0 9,4,4; arr_1 9", "Train arr_0 arr_1")]
    [InlineData("arr_1 9,4,4; arr_0 9", "Train arr_1 arr_0")]
    [InlineData("kmnist-train-imgs/arr_0 9,4,4; kmnist-train-labels/arr_0 9; kmnist-test-imgs/arr_0 5,4,4; kmnist-test-labels/arr_0 5",
        "Train kmnist-train-imgs/arr_0 kmnist-train-labels/arr_0; Test kmnist-test-imgs/arr_0 kmnist-test-labels/arr_0")]
    [InlineData("trainX 9,4,4; trainY 9; testX 5,4,4; testY 5", "Train trainX trainY; Test testX testY")]
    [InlineData("Xtrain 9,4,4; ytrain 9", "Train Xtrain ytrain")]
    [InlineData("train.p/features 9,4,4,3; train.p/labels 9; train.p/sizes 9,2; train.p/coords 9,4", "Train train.p/features train.p/labels")] // GTSRB
    [InlineData("x 9,4,4; fine_labels 9; coarse_labels 9", "Train x fine_labels")]
    [InlineData("full_numpy_bitmap_cat 9,784; full_numpy_bitmap_car 5,784", "Train full_numpy_bitmap_cat cat; Train full_numpy_bitmap_car car")] // Quick, Draw!
    [InlineData("images 9,4,4; labels 9; ids 9", "Train images labels")]
    [InlineData("x_train 9,4,4; y_train 9; x_test 5,4,4", "Train x_train y_train")] // no labels to test on
    public void Of_UsualNamesAndShapes_AreFound(string arrays, string splits) => Assert.Equal(
        splits, string.Join("; ", ArraySplit.Of("a.npz", Arrays(arrays), out _, out _).Select(s => $"{s.Split} {s.Images.Name} {s.Labels?.Name ?? s.Class}")));

    [Theory]
    [InlineData("y_train 9", "has no array of images, but 'y_train' (9)")]
    [InlineData("x_train 9,4,4", "has no labels of the 9 images in 'x_train'")]
    [InlineData("x_train 9,4,4; y_train 8", "has no labels of the 9 images in 'x_train', but 'x_train' (9×4×4), 'y_train' (8)")]
    [InlineData("a 9,4,4; b 9,4,4; y 9", "several arrays that could be the train images, 'a' (9×4×4), 'b' (9×4×4)")]
    [InlineData("x 9,4,4; y 9; z 9", "several arrays that could be the labels of 'x', 'y' (9), 'z' (9)")]
    public void Of_WhatDoesNotFit_ListsTheArrays(string arrays, string why) =>
        Assert.Contains(why, Assert.Throws<InvalidDataException>(() => ArraySplit.Of("a.npz", Arrays(arrays), out _, out _)).Message);

    private static NumpyArray[] Arrays(string text) => [.. text.Split("; ").Select(array => array.Split(' ')).Select(parts => new NumpyArray(
        parts[0], $"'{parts[0]}'", new NumpyHeader(new NumpyType('u', 1, false), false, [.. parts[1].Split(',').Select(long.Parse)]), () => Stream.Null, 1000))];
}
