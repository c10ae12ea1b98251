namespace MlNetCnn.Training;

internal enum DrawPurpose
{
    ResizedCrop,
    Rotation,
    Translation,
    Policy,
    Brightness,
    Contrast,
    Saturation,
    Hue,
    Gray,
    Blur,
}
