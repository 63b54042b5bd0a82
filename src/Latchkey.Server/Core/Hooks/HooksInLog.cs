using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.Hooks;

/// <summary>As the log names them. Contract §3.6.</summary>
internal static class HooksInLog
{
    extension(HookKey key)
    {
        public LogParty Party => new(key.Id, "HookKey", key.Kid, key.Name);
    }

    extension(EventHook hook)
    {
        public LogParty Party => new(hook.Id, "EventHook", hook.Channel.Uri, hook.Name);
    }

    extension(InlineHook hook)
    {
        public LogParty Party => new(hook.Id, "InlineHook", hook.Type, hook.Name);
    }
}
