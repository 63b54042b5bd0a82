using System.Text.Json.Nodes;

namespace Latchkey.Server.Core.Hooks;

/// <summary>What an inline hook is asked.</summary>
/// <param name="Source">The address that it is about.</param>
/// <param name="Data">All there is to say.</param>
/// <param name="RequestType">Of those that a hook of its type is asked about; null: there is one.</param>
internal sealed record HookQuestion(string Source, JsonObject Data, string? RequestType = null)
{
    public override string ToString() => Source;      // what is in it may be a password
}
