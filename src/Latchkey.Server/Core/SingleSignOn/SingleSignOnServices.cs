using Latchkey.Server.Ground.Outbox;

namespace Latchkey.Server.Core.SingleSignOn;

/// <summary>What this room brings.</summary>
internal static class SingleSignOnServices
{
    public static void AddSingleSignOn(this IServiceCollection services)
    {
        services.AddSingleton<Sessions>();
        services.AddSingleton<SessionChanges>();
        services.AddSingleton<SessionCookie>();
        services.AddSingleton<DeviceToken>();
        services.AddSingleton<SessionTokens>();
        services.AddSingleton<AuthnTransactions>();
        services.AddSingleton<LogoutNotices>();
        services.AddSingleton<ICourier, BackchannelLogout>();
    }
}
