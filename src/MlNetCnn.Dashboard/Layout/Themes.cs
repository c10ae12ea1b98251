using MudBlazor;

namespace MlNetCnn.Dashboard;

/// <summary>
/// MudBlazor's colours. The page contains both palettes; site.js selects one before the first paint, so that nothing flashes and switching
/// needs no server.
/// </summary>
internal static class Themes
{
    private static readonly string[] Fonts = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif"];

    public static MudTheme Light { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#3a49b5",
            Secondary = "#8a3ffc",
            Background = "#f7f8fb",
            Surface = "#ffffff",
            TextPrimary = "#1b1f2a",
            TextSecondary = "#4b5263",
            ActionDefault = "#4b5263",
            LinesDefault = "#c9cedb",
            LinesInputs = "#7a8194",
            TableLines = "#dfe3ec",
            Error = "#b3261e",
            Success = "#17692f",
            Warning = "#8a5300",
            Info = "#0b5d91",
        },
        Typography = Typography(),
    };

    public static MudTheme Dark { get; } = new()
    {
        PseudoCss = new PseudoCss { Scope = ":root[data-theme=dark]" },
        PaletteDark = new PaletteDark
        {
            Primary = "#a5b1ff",
            PrimaryContrastText = "#11142b",
            Secondary = "#c9a7ff",
            Background = "#12141b",
            Surface = "#1c1f29",
            TextPrimary = "#e8eaf2",
            TextSecondary = "#b4bacb",
            ActionDefault = "#b4bacb",
            LinesDefault = "#3a4051",
            LinesInputs = "#8a91a5",
            TableLines = "#2c3140",
            Error = "#ff9a90",
            ErrorContrastText = "#2b0a07",
            Success = "#7fd69a",
            Warning = "#f2b65c",
            Info = "#86c5f4",
        },
        Typography = Typography(),
    };

    private static Typography Typography() => new()
    {
        Default = new DefaultTypography { FontFamily = Fonts },
        Button = new ButtonTypography { FontFamily = Fonts, TextTransform = "none" },
    };
}
