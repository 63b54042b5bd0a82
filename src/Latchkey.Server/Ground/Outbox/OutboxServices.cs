namespace Latchkey.Server.Ground.Outbox;

/// <summary>What this room brings.</summary>
internal static class OutboxServices
{
    public static void AddOutbox(this IServiceCollection services)
    {
        services.AddSingleton<OutboxItems>();
        services.AddSingleton<OutboxMeters>();
        services.AddHostedService<OutboxDelivery>();
    }
}
