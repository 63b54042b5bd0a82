using Latchkey.Server.Core.Notices;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Branding.Letters;

/// <summary>What mails are called where people read of them: by our own subject, in their language.</summary>
internal static class MailSubjects
{
    public static string Of(MailKind kind, Language language, Brand brand)
    {
        var values = MailKind.Common.Concat(kind.Own).ToDictionary(name => name, name => name == MailKind.Until ? "" : "…");
        return kind.Write(language, brand, values).Subject;
    }
}
