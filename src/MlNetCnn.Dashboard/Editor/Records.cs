using System.Reflection;

namespace MlNetCnn.Dashboard;

/// <summary>Copies of records with one setting changed: what <c>with</c> does, for a setting that is known at run time only.</summary>
internal static class Records
{
    /// <summary>A copy with another value.</summary>
    public static object With(object record, LayerSetting setting, object? value)
    {
        // The method that the compiler gives every record for 'with'.
        var copy = record.GetType().GetMethod("<Clone>$", BindingFlags.Public | BindingFlags.Instance)!.Invoke(record, null)!;
        setting.Property.SetValue(copy, value);
        return copy;
    }
}
