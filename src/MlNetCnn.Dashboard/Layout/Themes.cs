using MudBlazor;

namespace MlNetCnn.Dashboard;

/// <summary>
/// The theme. The page contains it twice, as light and as dark; site.js selects one before the first paint, so that nothing flashes and
/// switching needs no server.
/// </summary>
internal static class Themes
{
    private const string Hairline = "0 0 0 1px var(--mud-palette-lines-default)";

    // Above this elevation something floats over the page; below it, a hairline is enough.
    private const int LowestFloating = 6;

    private static readonly string[] Fonts = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif"];

    public static MudTheme Light { get; } = Of(":root");

    public static MudTheme Dark { get; } = Of(":root[data-theme=dark]");

    private static MudTheme Of(string scope) => new()
    {
        PseudoCss = new PseudoCss { Scope = scope },
        PaletteLight = new PaletteLight
        {
            Primary = "#4640c9",
            Secondary = "#7a35d6",
            Background = "#f7f7f8",
            Surface = "#ffffff",
            AppbarBackground = "#ffffff",
            AppbarText = "#18181b",
            DrawerBackground = "#ffffff",
            DrawerText = "#3f3f46",
            DrawerIcon = "#5b5b64",
            TextPrimary = "#18181b",
            TextSecondary = "#55555e",
            ActionDefault = "#55555e",
            LinesDefault = "#e2e2e6",
            LinesInputs = "#85858f",
            TableLines = "#e8e8ec",
            Divider = "#e2e2e6",
            Error = "#b3261e",
            Success = "#17692f",
            Warning = "#8a5300",
            Info = "#0b5d91",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#aab2ff",
            PrimaryContrastText = "#14142e",
            Secondary = "#cbaaff",
            SecondaryContrastText = "#1e0f33",
            Background = "#111113",
            Surface = "#19191c",
            AppbarBackground = "#19191c",
            AppbarText = "#ececef",
            DrawerBackground = "#19191c",
            DrawerText = "#c9c9d0",
            DrawerIcon = "#a4a4ae",
            TextPrimary = "#ececef",
            TextSecondary = "#acacb6",
            ActionDefault = "#acacb6",
            LinesDefault = "#2f2f35",
            LinesInputs = "#7d7d88",
            TableLines = "#29292e",
            Divider = "#2f2f35",
            Error = "#ff9a90",
            ErrorContrastText = "#2b0a07",
            Success = "#7fd69a",
            SuccessContrastText = "#06230f",
            Warning = "#f2b65c",
            WarningContrastText = "#2a1a00",
            Info = "#86c5f4",
            InfoContrastText = "#041c2c",
        },
        // In rem, of which one is 14 px: see site.css.
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = "1rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Body1 = new Body1Typography { FontFamily = Fonts, FontSize = "1rem", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontFamily = Fonts, FontSize = ".93rem", LetterSpacing = "normal" },
            Caption = new CaptionTypography { FontFamily = Fonts, FontSize = ".86rem", LetterSpacing = "normal" },
            H6 = new H6Typography { FontFamily = Fonts, FontSize = "1.15rem", FontWeight = "600", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = Fonts, FontSize = "1rem", FontWeight = "550", LetterSpacing = "normal", TextTransform = "none" },
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px", AppbarHeight = "56px", DrawerWidthLeft = "208px" },
        Shadows = new Shadow
        {
            Elevation = [.. Enumerable.Range(0, 26).Select(elevation => elevation < LowestFloating ? "none" : $"{Hairline}, 0 8px 24px rgb(0 0 0 / .14)")],
        },
    };
}
