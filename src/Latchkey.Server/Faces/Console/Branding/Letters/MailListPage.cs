using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Branding.Letters;

public sealed record MailListPage : ConsolePage<MailListView>
{
    public required Brand Shown { get; init; }
    public required IReadOnlyList<ShownMail> Mails { get; init; }
}
