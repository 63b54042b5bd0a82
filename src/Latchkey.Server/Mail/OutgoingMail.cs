using System.Text.Json;
using Latchkey.Server.Orgs;
using Latchkey.Server.Storage;
using Latchkey.Server.Web;

namespace Latchkey.Server.Mail;

/// <summary>A mail claimed for sending.</summary>
public sealed record OutgoingMail(string Id, Letter Letter, long Attempts)
{
    public override string ToString() => $"mail {Id}";
}
