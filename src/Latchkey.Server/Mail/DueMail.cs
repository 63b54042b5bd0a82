using System.Text.Json;
using Latchkey.Server.Orgs;
using Latchkey.Server.Storage;
using Latchkey.Server.Web;

namespace Latchkey.Server.Mail;

public sealed record DueMail
{
    public required string Id { get; init; }
    public required DateTimeOffset NextAttemptAt { get; init; }
}
