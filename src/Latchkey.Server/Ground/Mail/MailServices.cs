using Latchkey.Server.Ground.Outbox;

namespace Latchkey.Server.Ground.Mail;

/// <summary>What this room brings.</summary>
internal static class MailServices
{
    public static void AddMail(this IServiceCollection services)
    {
        services.AddSingleton<Mails>();
        services.AddSingleton<MailReach>();
        services.AddSingleton<MailDelivery>();
        services.AddSingleton<ICourier>(get => get.GetRequiredService<MailDelivery>());
    }
}
