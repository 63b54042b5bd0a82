namespace Latchkey.Server.Core.Hooks;

/// <summary>A header that a hook is called with.</summary>
internal sealed record HookHeader(string Key, string Value);
