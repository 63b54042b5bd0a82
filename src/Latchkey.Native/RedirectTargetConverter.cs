using System.ComponentModel;
using System.Globalization;

namespace Latchkey.Native;

/// <summary>Lets the framework's own configuration binder, and XAML, read a <see cref="RedirectTarget"/> from text.</summary>
internal sealed class RedirectTargetConverter : TypeConverter
{
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
        sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is string text ? RedirectTarget.Parse(text) : base.ConvertFrom(context, culture, value);
}
