using Latchkey.Server.Ground.Mail;

namespace Latchkey.Server.Core.MailServers;

/// <summary>What this room brings.</summary>
internal static class MailServersServices
{
    public static void AddMailServers(this IServiceCollection services)
    {
        services.AddSingleton<EmailServers>();
        services.AddSingleton<IRelayOfOrg>(get => get.GetRequiredService<EmailServers>());
        services.AddSingleton<EmailServerChanges>();
        services.AddSingleton<EmailDomains>();
        services.AddSingleton<ILetterForm>(get => get.GetRequiredService<EmailDomains>());
        services.AddSingleton<EmailDomainChanges>();
    }
}
