using Latchkey.Server.Ground.Mail;

namespace Latchkey.Server.Core.Notices;

/// <summary>What this room brings.</summary>
internal static class NoticesServices
{
    public static void AddNotices(this IServiceCollection services)
    {
        services.AddSingleton<IUndeliveredMail, UndeliveredMail>();
        services.AddSingleton<ILetterForm, OrgLetters>();
        services.AddSingleton<MailWordsOfOrg>();
        services.AddSingleton<MailWordsChanges>();
    }
}
