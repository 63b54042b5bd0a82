using System.Text.Json;

namespace Latchkey.Server.Faces.Console.Reporting.Kit;

/// <summary>Whom or what an event names.</summary>
/// <param name="Id">Of it.</param>
/// <param name="Type">User, AppInstance, …</param>
/// <param name="Name">As people know it.</param>
public sealed record LogName(string Id, string Type, string Name)
{
    internal static LogName Of(JsonElement party)
    {
        string? Text(string name) => party.GetProperty(name).GetString();
        return new(Text("id")!, Text("type")!, Text("displayName") ?? Text("alternateId") ?? Text("id")!);
    }
}
