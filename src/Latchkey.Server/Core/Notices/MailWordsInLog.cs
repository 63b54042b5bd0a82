using Latchkey.Server.Core.Log;

namespace Latchkey.Server.Core.Notices;

/// <summary>As the log names them. Contract §3.6.</summary>
internal static class MailWordsInLog
{
    private const string Type = "EmailTemplate";

    extension(MailWords words)
    {
        public LogParty Party => new(words.Id, Type, words.Language, words.Template);
    }

    extension(MailKind kind)
    {
        public LogParty Party => new(kind.Name, Type, null, kind.Name);
    }
}
