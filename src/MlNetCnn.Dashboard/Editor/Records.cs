using System.Reflection;

namespace MlNetCnn.Dashboard;

/// <summary>A <c>with</c> expression for a setting known only at run time.</summary>
internal static class Records
{
    public static object With(object record, LayerSetting setting, object? value)
    {
        // The method that the compiler generates for 'with'.
        var copy = record.GetType().GetMethod("<Clone>$", BindingFlags.Public | BindingFlags.Instance)!.Invoke(record, null)!;
        setting.Property.SetValue(copy, value);
        return copy;
    }
}
