namespace MlNetCnn.Dashboard;

internal static class CameraWords
{
    /// <summary>An error of the browser's getUserMedia by its name; null for none.</summary>
    public static string? Of(string? error) => error switch
    {
        null or "" => null,
        "NotAllowedError" => "The browser does not let this page use the camera: allow it for this address, then try again.",
        "SecurityError" => "Browsers give the camera to pages over HTTPS or of this machine only: open the dashboard at such an address.",
        "NotFoundError" => "There is no camera on this device.",
        "NotReadableError" => "The camera is in use by another program: close that, then try again.",
        _ => $"The camera cannot be used ({error}).",
    };
}
