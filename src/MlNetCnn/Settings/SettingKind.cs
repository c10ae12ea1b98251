namespace MlNetCnn;

/// <summary>What the text of a <see cref="Setting"/> is.</summary>
public enum SettingKind
{
    /// <summary>Digits, with a sign where there is one.</summary>
    WholeNumber,

    /// <summary>A number with a decimal point, like <c>0.1</c> or <c>1e-3</c>.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,

    /// <summary>One of <see cref="Setting.Words"/>.</summary>
    Choice,

    /// <summary>Text of a form of its own without a comma, which may begin with one of <see cref="Setting.Words"/>.</summary>
    Text,

    /// <summary>Several values joined by commas. No other kind has commas, but for names of columns.</summary>
    List,
}
