namespace MlNetCnn;

/// <summary>How a data set of labeled images is stored.</summary>
public enum ImageDataFormat
{
    /// <summary>A folder of IDX files, as MNIST has them, each as such or as .gz.</summary>
    Idx,

    /// <summary>CIFAR-10's or CIFAR-100's binary files, in a folder or alone.</summary>
    Cifar,

    /// <summary>A folder with one folder of image files a class, with or without train, val and test above them.</summary>
    Folder,

    /// <summary>A table of labels and pixels as text.</summary>
    Csv,

    /// <summary>Parquet files with a column of encoded images or of pixels.</summary>
    Parquet,

    /// <summary>Arrays of images and labels in .npz or .npy files of NumPy, or pickled.</summary>
    Numpy,

    /// <summary>CIFAR-10's or CIFAR-100's version for Python.</summary>
    CifarPython,

    /// <summary>Image files whose paths, with or without labels, are listed in train.txt, val.txt and test.txt.</summary>
    FileLists,
}
