using Latchkey.Server.Core.Log;
using Latchkey.Server.Ground.Outbox;

namespace Latchkey.Server.Core.AdminNotices;

/// <summary>What this room brings.</summary>
internal static class AdminNoticesServices
{
    public static void AddAdminNotices(this IServiceCollection services)
    {
        services.AddSingleton<Subscriptions>();
        services.AddSingleton<SubscriptionChanges>();
        services.AddSingleton<NoticeReaders>();
        services.AddSingleton<ILogFollower, NoticeQueue>();
        services.AddSingleton<ICourier, NoticeDelivery>();
    }
}
