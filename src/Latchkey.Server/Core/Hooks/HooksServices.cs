using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Outbox;

namespace Latchkey.Server.Core.Hooks;

/// <summary>What this room brings.</summary>
internal static class HooksServices
{
    public static void AddHooks(this IServiceCollection services)
    {
        services.AddSingleton<HookKeys>();
        services.AddSingleton<HookKeyChanges>();
        services.AddSingleton<InlineHooks>();
        services.AddSingleton<InlineHookChanges>();
        services.AddSingleton<EventHooks>();
        services.AddSingleton<EventHookChanges>();
        services.AddSingleton<UndeliveredEvents>();
        services.AddSingleton<ILogFollower, EventHookQueue>();
        services.AddSingleton<ICourier, EventHookDelivery>();
        services.AddSingleton<HookTokens>();
        services.AddSingleton<HookCalls>();
        services.AddSingleton<HookSignature>();
        services.AddSingleton<InlineHookCalls>();
    }
}
