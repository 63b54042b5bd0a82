using Latchkey.Server.Faces.Console.Kit;

namespace Latchkey.Server.Faces.Console.Operating.Kit;

internal static class SettingsAddress
{
    public static readonly string Root = ConsoleAddress.Of("settings");

    public static string Of(params IReadOnlyList<string> parts) => ConsoleAddress.Of(["settings", .. parts]);
}
